import { type MethodContext, RestError } from '../core/rest/exchange.ts'
import { isoDate } from '../core/world/dates.ts'
import type { World, WorldPlace } from '../core/world/model.ts'

/** A Friday, 13:00 at the portal. */
export const FIXED_NOW = Date.UTC(2026, 7, 21, 12)

/** Where tests put up a world when the place does not matter. */
export function fixedPlace(place: Partial<WorldPlace> = {}): WorldPlace {
  return { domain: 'demo.bitrix24.com', isHttps: true, appUrl: 'https://app.example.com/', now: FIXED_NOW, seed: 'test', ...place }
}

/** What a REST method sees when this person calls it. @throws Error when there is no such person */
export function contextOf(world: World, viewerId: number, scopes: readonly string[] = world.app.scopes): MethodContext {
  const viewer = world.people.get(viewerId)
  if (!viewer) throw new Error(`There is no person ${viewerId}`)
  return { world, app: world.app, viewer, now: FIXED_NOW, isoDate: time => isoDate(time, world.settings.utcOffsetMinutes), scopes }
}

/** Code, status and text with which a REST method refuses; null when it did not. */
export function refusalOf(work: () => unknown): [code: string, status: number, text: string] | null {
  try {
    work()
    return null
  } catch (error) {
    if (!(error instanceof RestError)) throw error
    return [error.code, error.status, error.message]
  }
}
