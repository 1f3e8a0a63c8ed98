/** The page's side of the control API. */
import { shallowRef, type ShallowRef } from 'vue'
import type { ControlAnswers, ControlRoute } from '../server/control/types.ts'

export interface Control {
  /**
   * Asks the server that owns the world.
   * @throws Error with the server's sentence; when the world was replaced, `isOutdated` turns true as well
   */
  ask<Route extends ControlRoute>(route: Route, input?: Record<string, unknown>): Promise<ControlAnswers[Route]>
  /** From now on requests name this world, and the server refuses them once it is replaced. */
  bindTo(world: number): void
  /** Another tab or a test put up a different world. */
  readonly isOutdated: ShallowRef<boolean>
}

export function createControl(): Control {
  const isOutdated = shallowRef(false)
  let boundWorld: number | null = null

  return {
    isOutdated,
    bindTo(world) { boundWorld = world },
    async ask<Route extends ControlRoute>(route: Route, input: Record<string, unknown> = {}): Promise<ControlAnswers[Route]> {
      const [method, name] = route.split(' ')
      const isRead = method === 'GET'
      const headers: Record<string, string> = isRead ? {} : { 'content-type': 'application/json' }
      if (boundWorld !== null) headers['x-portal-world'] = String(boundWorld)
      const query = isRead ? `?${new URLSearchParams(Object.entries(input).flatMap(([key, value]) => value === null ? [] : [[key, String(value)]]))}` : ''
      const response = await fetch(`/_portal/${name}${query}`, isRead ? { headers } : { method: 'POST', headers, body: JSON.stringify(input) })
      if (response.status === 409) isOutdated.value = true
      const answer: unknown = await response.json()
      if (!response.ok) throw new Error(`${route}: ${problemOf(answer)}`)
      // Our own server of the same version answers by the same table of types.
      return answer as ControlAnswers[Route]
    },
  }
}

function problemOf(answer: unknown): string {
  return typeof answer === 'object' && answer !== null && 'problem' in answer ? String(answer.problem) : 'failed'
}
