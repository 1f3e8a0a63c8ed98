import { PortalError, type Portal } from '../../bitrix24/index.ts'
import { Stop, toStepFailure, type Aftermath, type StepFailure } from '../failure.ts'
import { differences, type Plan } from './plan.ts'
import { parseRegistrations, toItem, type Registration } from './registrations.ts'
import { bindParams, SIDEBAR, spokenTitles, type SidebarItem } from './sidebar-item.ts'

export interface Registrar {
  /**
   * Binds, changes or leaves the item as the plan has it. When that fails, what is registered is looked at, and what was
   * there before is put back if it is gone.
   * @throws PortalError, Stop, or `Failed` with what is registered now
   */
  apply(plan: Plan): Promise<void>
  /** Looks whether the portal has the item as wanted. @throws Stop, PortalError */
  verify(): Promise<void>
  /** Takes away items of the sidebar that open another address, and looks whether they are gone. @throws Stop, PortalError */
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
}

/** What the portal is asked to have one item in the sidebar of chats. No write is sent twice. */
export function createRegistrar({ portal, item }: RegistrarOptions): Registrar {
  async function sidebarRows(): Promise<Registration[]> {
    const rows = parseRegistrations(await portal.call({ method: 'placement.get' }))
    return rows.filter(({ placement }) => placement === SIDEBAR)
  }

  async function find(): Promise<Registration | null> {
    return (await sidebarRows()).find(({ handler }) => handler === item.handler) ?? null
  }

  async function bind(params: Record<string, unknown>): Promise<void> {
    // the door has turned an `{ error }` in place of the result into a PortalError: all else but `true` is no promise
    if (await portal.call({ method: 'placement.bind', params }) !== true) throw new PortalError('bad-answer', { method: 'placement.bind' })
  }

  async function unbind(handler: string): Promise<void> {
    await portal.call({ method: 'placement.unbind', params: { PLACEMENT: SIDEBAR, HANDLER: handler } })
  }

  /** Returns when the item is as wanted after all. @throws Failed */
  async function cleanUp(error: unknown, before: Registration | null): Promise<void> {
    let row: Registration | null
    try {
      row = await find()
    } catch {
      throw new Failed(error, 'unknown') // the write's own failure is the one to tell
    }
    if (row && isKept(item, row)) return
    // a refused title leaves an item with only some of its titles: modules/rest/lib/api/placement.php adds the item before its titles
    if (row) throw new Failed(error, before && isKept(toItem(before), row) ? 'as-before' : 'otherwise')
    if (!before) throw new Failed(error, 'not-there')
    throw new Failed(error, await putBack(before))
  }

  async function putBack(before: Registration): Promise<Aftermath> {
    try {
      await bind(paramsOf(before))
      return await find() ? 'put-back' : 'gone'
    } catch {
      return 'gone' // told in words, together with what failed first
    }
  }

  return {
    async apply({ deed, before }) {
      if (deed === 'keep') return
      try {
        if (deed === 'change') await unbind(item.handler)
        await bind(bindParams(item))
      } catch (error) {
        await cleanUp(error, before)
      }
    },

    async verify() {
      const row = await find()
      if (!row) throw new Stop('not-registered', item.handler)
      if (!isKept(item, row)) throw new Stop('differs', differences(item, toItem(row)).join(', '))
    },

    async clear(removals) {
      const handlers = new Set(removals.map(({ handler }) => handler))
      if (handlers.size === 0) return
      for (const handler of handlers) await unbind(handler)
      const left = (await sidebarRows()).filter(({ handler }) => handlers.has(handler))
      if (left.length > 0) throw new Stop('not-removed', left.map(({ handler }) => handler).join(', '))
    },
  }
}

/** `placement.bind` for a registration as it was read. */
function paramsOf({ handler, title, texts, options }: Registration): Record<string, unknown> {
  return { PLACEMENT: SIDEBAR, HANDLER: handler, TITLE: title, LANG_ALL: texts, OPTIONS: options }
}

/**
 * Whether the portal kept the item. It may leave out languages that it does not have and add those that it wants (assumed: nothing
 * says that it keeps exactly what was sent), but a title that both have must be the same.
 */
function isKept(item: SidebarItem, row: Registration): boolean {
  const kept = toItem(row)
  const wanted = new Map(spokenTitles(item.titles))
  const shared = spokenTitles(kept.titles).filter(([language]) => wanted.has(language))
  const tellsTitles = Object.keys(row.texts).length > 0
  return (!tellsTitles || (shared.length > 0 && shared.every(([language, title]) => wanted.get(language) === title)))
    && differences(item, kept).every(field => field === 'titles')
}
