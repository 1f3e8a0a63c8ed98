import { PortalError, type Portal } from '../bitrix24/index.ts'
import { isRecord } from '../lib/is-record.ts'
import { ownFailure, type StepFailure } from './failure.ts'
import { parseRegistrations, SIDEBAR } from './registration/registrations.ts'

/** Titles of the sidebar's item by Bitrix24's language code; the first is also the plain `TITLE`. */
export type ItemTitles = Readonly<Record<string, string>>

export interface Registrar {
  /** Null when this person and this app may register; else why not. @throws PortalError */
  checkRights(): Promise<StepFailure | null>
  /** Takes away our items that open another address. @throws PortalError */
  clearOld(): Promise<null>
  /** Adds our item unless it is there. @throws PortalError */
  bind(): Promise<StepFailure | null>
  /** Looks whether the portal has the item now. @throws PortalError */
  verify(): Promise<StepFailure | null>
}

interface RegistrarOptions {
  portal: Portal
  /** Address that the portal shall open. */
  handler: string
  /** The `context` option. */
  context: string
  titles: ItemTitles
}

/** Scopes without which nothing can be registered or shown. */
const NEEDED_SCOPES = ['placement', 'im']

/** What the portal must be asked to put Chatside into the sidebar of chats; each may be asked again at any time. */
export function createRegistrar({ portal, handler, context, titles }: RegistrarOptions): Registrar {
  async function sidebarHandlers(): Promise<string[]> {
    const registrations = parseRegistrations(await portal.call({ method: 'placement.get' }))
    return registrations.filter(({ placement }) => placement === SIDEBAR).map(row => row.handler)
  }

  return {
    async checkRights() {
      if (!portal.opening.isAdmin) return ownFailure('no-admin')
      const scopes = await portal.call({ method: 'scope' })
      if (!Array.isArray(scopes)) throw new PortalError('bad-answer', { method: 'scope' })
      const missing = NEEDED_SCOPES.filter(scope => !scopes.includes(scope))
      return missing.length > 0 ? ownFailure('no-scope', missing.join(', ')) : null
    },

    async clearOld() {
      // placement.get names only this app's rows, so every other address is one that it had before
      for (const old of new Set((await sidebarHandlers()).filter(address => address !== handler))) {
        await portal.call({ method: 'placement.unbind', params: { PLACEMENT: SIDEBAR, HANDLER: old } })
      }
      return null
    },

    async bind() {
      if ((await sidebarHandlers()).includes(handler)) return null
      try {
        const result = await portal.call({
          method: 'placement.bind',
          params: {
            PLACEMENT: SIDEBAR,
            HANDLER: handler,
            TITLE: Object.values(titles)[0],
            LANG_ALL: Object.fromEntries(Object.entries(titles).map(([code, TITLE]) => [code, { TITLE }])),
            // iconName is a Font Awesome 4 class, role and extranet are checked again when the app opens
            OPTIONS: { iconName: 'fa-comments', context, role: 'USER', extranet: 'N', color: 'AZURE' },
          },
        })
        return bindFailure(result)
      } catch (error) {
        // ERROR_CORE stands for "Handler already binded" and for much else: the next step sees which it was
        if (error instanceof PortalError && error.code === 'ERROR_CORE' && /already/iu.test(error.description)) return null
        throw error
      }
    },

    async verify() {
      return (await sidebarHandlers()).includes(handler) ? null : ownFailure('not-registered', handler)
    },
  }
}

/** A refusal of the chat's own checks comes as a success whose result is an object with `error`. */
function bindFailure(result: unknown): StepFailure | null {
  if (result === true) return null
  const { error: code, error_description: description } = isRecord(result) ? result : {}
  return {
    reason: 'refused',
    code: typeof code === 'string' ? code : '',
    description: typeof description === 'string' ? description : '',
  }
}
