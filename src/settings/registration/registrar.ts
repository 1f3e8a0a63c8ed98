import { PortalError, type Portal } from '../../bitrix24/index.ts'
import { SIDEBAR, type Place } from '../../bitrix24/placements.ts'
import { Stop, toStepFailure, type Aftermath, type StepFailure } from '../failure.ts'
import { differences, isSameHandler, type PlacePlan } from './plan.ts'
import { parseRegistrations, toItem, type Registration } from './registrations.ts'
import { bindParams, type SidebarItem } from './sidebar-item.ts'
import { spokenTitles } from './titles.ts'

export interface Registrar {
  /**
   * Binds, changes or leaves the item as the plan says. After a failure it reads what is registered, and puts the earlier
   * item back if that is gone.
   * @throws Failed with what is registered now
   */
  apply(plan: PlacePlan): Promise<void>
  /** Looks whether the portal has the item as wanted; returns the languages whose titles it did not keep. @throws Stop, PortalError */
  verify(): Promise<string[]>
  /** Takes away items of the place that are not wanted, and looks whether they are gone. @throws Stop, PortalError */
  clear(removals: readonly Registration[]): Promise<void>
}

/** A write that failed, and what is registered after it. */
export class Failed extends Error {
  readonly failure: StepFailure

  constructor(error: unknown, aftermath: Aftermath) {
    super(aftermath)
    this.name = 'Failed'
    this.failure = { ...toStepFailure(error), aftermath }
  }
}

interface RegistrarOptions {
  portal: Portal
  item: SidebarItem
  place?: Place
}

/** Puts one item into one place, the sidebar of chats if no other is named. It sends no write twice. */
export function createRegistrar({ portal, item, place = SIDEBAR }: RegistrarOptions): Registrar {
  /** The portal accepted the whole item: it does not keep what is missing afterwards. */
  let wasAccepted = false

  const isExactly = (wanted: SidebarItem, row: Registration) => differences(wanted, toItem(row), place).length === 0

  async function rowsThere(): Promise<Registration[]> {
    const rows = parseRegistrations(await portal.call({ method: 'placement.get' }))
    return rows.filter(({ placement }) => placement === place)
  }

  async function find(): Promise<Registration | null> {
    return (await rowsThere()).find(({ handler }) => isSameHandler(handler, item.handler)) ?? null
  }

  async function bind(params: Record<string, unknown>): Promise<void> {
    // the door has turned an `{ error }` in place of the result into a PortalError: any answer but `true` promises nothing
    if (await portal.call({ method: 'placement.bind', params }) !== true) throw new PortalError('bad-answer', { method: 'placement.bind' })
  }

  async function unbind(handler: string): Promise<void> {
    await portal.call({ method: 'placement.unbind', params: { PLACEMENT: place, HANDLER: handler } })
  }

  /** Returns when the item is as wanted after all. @throws Failed */
  async function cleanUp(error: unknown, before: Registration | null): Promise<void> {
    const found = await look(before)
    if (found === 'as-wanted') return
    if (found !== 'gone' || !before) throw new Failed(error, found === 'gone' ? 'not-there' : found)
    // the look afterwards shows whether the portal did it
    await Promise.allSettled([bind(paramsOf(before))])
    const after = await look(before)
    if (after !== 'as-wanted') throw new Failed(error, after === 'as-before' ? 'put-back' : after)
  }

  async function look(before: Registration | null): Promise<Aftermath | 'as-wanted'> {
    let row: Registration | null
    try {
      row = await find()
    } catch {
      return 'unknown' // the failure of the write matters more
    }
    if (!row) return 'gone'
    if (isExactly(item, row)) return 'as-wanted'
    // an item can be there with some of its titles: modules/rest/lib/api/placement.php adds the item before its titles
    return before && isExactly(toItem(before), row) ? 'as-before' : 'otherwise'
  }

  return {
    async apply({ deed, before }) {
      if (deed === 'keep') return
      try {
        if (deed === 'change') await unbind(before?.handler ?? item.handler)
        await bind(bindParams(item, place))
        wasAccepted = true
      } catch (error) {
        await cleanUp(error, before)
      }
    },

    async verify() {
      const row = await find()
      if (!row) throw new Stop('not-registered', { description: item.handler })
      const different = differences(item, toItem(row), place)
      if (different.length === 0) return []
      const dropped = wasAccepted && different.every(field => field === 'titles') ? droppedLanguages(item, row) : []
      if (dropped.length === 0) throw new Stop('differs', { fields: different })
      return dropped
    },

    async clear(removals) {
      const handlers = new Set(removals.map(({ handler }) => handler))
      if (handlers.size === 0) return
      for (const handler of handlers) await unbind(handler)
      const left = (await rowsThere()).filter(({ handler }) => handlers.has(handler))
      if (left.length > 0) throw new Stop('not-removed', { description: left.map(({ handler }) => handler).join(', ') })
    },
  }
}

/** `placement.bind` for a registration as it was read. */
function paramsOf({ placement, handler, title, texts, options }: Registration): Record<string, unknown> {
  return { PLACEMENT: placement, HANDLER: handler, TITLE: title, LANG_ALL: texts, OPTIONS: options }
}

/**
 * Languages that the portal left out of an item it accepted, when that is all that is missing: it may not keep languages that it does
 * not have (assumed; nothing says that it keeps them all). None of another title, and none added.
 */
function droppedLanguages(item: SidebarItem, row: Registration): string[] {
  const kept = new Map(spokenTitles(toItem(row).titles))
  const wanted = spokenTitles(item.titles)
  const isSubset = [...kept].every(([language, title]) => wanted.some(([code, text]) => code === language && text === title))
  return kept.size > 0 && isSubset ? wanted.map(([language]) => language).filter(language => !kept.has(language)) : []
}
