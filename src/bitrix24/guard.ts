/**
 * The guard in front of the SDK. The SDK believes `window.name` alone (bitrix24/b24jssdk issue 150): whoever frames the
 * page could name any host there, receive the first message and answer it. So nothing of the SDK runs before this has
 * decided that the claimed host is a portal and, where the browser says so, that it is the page around us.
 */
import { isPortalOrigin } from './portal-origins.ts'

/** What the browser knows about where this page is. */
export interface Surroundings {
  /** `window.name`, written by whoever made the frame. */
  name: string
  isFramed: boolean
  /** Origin of the parent from `location.ancestorOrigins`, null in a browser that has no such thing (Firefox). */
  ancestorOrigin: string | null
  /** `document.referrer`, `''` when the parent keeps it back. */
  referrer: string
  /** Origin of this page. */
  ownOrigin: string
}

export type Verdict =
  | { kind: 'portal', origin: string }
  | { kind: 'outside-portal' }
  | { kind: 'wrong-host', claimed: string }

export function readSurroundings(page: Window): Surroundings {
  const { location, document } = page
  const ancestors: DOMStringList | undefined = location.ancestorOrigins
  return {
    name: page.name,
    isFramed: page.parent !== page,
    ancestorOrigin: ancestors?.[0] ?? null,
    referrer: document.referrer,
    ownOrigin: location.origin,
  }
}

/** Decides who is around us. `named` are the origins that this build accepts besides Bitrix24's cloud. Never throws. */
export function judgeSurroundings(surroundings: Surroundings, named: readonly string[]): Verdict {
  if (!surroundings.isFramed) return { kind: 'outside-portal' }
  const claimed = originOfFrameName(surroundings.name)
  if (claimed === null) return { kind: 'outside-portal' }
  return isPortalOrigin(claimed, named) && !isContradicted(claimed, surroundings)
    ? { kind: 'portal', origin: claimed }
    : { kind: 'wrong-host', claimed }
}

/**
 * `host|1|sid` as the portal writes it, read into the origin that the SDK will talk to: the middle part is 1 for https,
 * and the SDK drops a closing `:80` or `:443` whatever the scheme. Null when it is no such name.
 */
export function originOfFrameName(name: string): string | null {
  const [host = '', protocol, sid = '', ...more] = name.split('|', 4)
  if (more.length > 0 || host === '' || (protocol !== '0' && protocol !== '1') || !/^[\w-]{1,128}$/.test(sid)) return null
  return `${protocol === '1' ? 'https' : 'http'}://${host.replace(/:(?:80|443)$/, '')}`
}

/**
 * The browser's word against the claim. When it says nothing (no `ancestorOrigins`, no referrer), the claim stands: the
 * SDK still addresses its messages to exactly that origin, so the browser hands them to nobody else, and answers from
 * anybody else are stopped below. The page's own origin as referrer comes from reloading ourselves and says nothing.
 */
function isContradicted(claimed: string, { ancestorOrigin, referrer, ownOrigin }: Surroundings): boolean {
  if (ancestorOrigin !== null) return ancestorOrigin !== claimed
  if (referrer === '') return false
  const said = URL.canParse(referrer) ? new URL(referrer).origin : 'null'
  return said !== claimed && said !== ownOrigin
}

/** True for a message that may reach the SDK: text, from the parent window, of the portal's origin. */
export function isFromPortal(message: Pick<MessageEvent, 'source' | 'origin' | 'data'>, parent: Window, origin: string): boolean {
  // A slider of the portal frames us the same way: our parent is the portal's page there too, so `top` is never asked.
  return message.source === parent && message.origin === origin && typeof message.data === 'string'
}

/**
 * Stops every window message that is not from the portal before any other listener sees it. Must run before the SDK
 * subscribes. Returns what takes it away again.
 */
export function stopForeignMessages(page: Window, origin: string): () => void {
  const stopForeign = (event: MessageEvent) => {
    if (!isFromPortal(event, page.parent, origin)) event.stopImmediatePropagation()
  }
  page.addEventListener('message', stopForeign, { capture: true })
  return () => page.removeEventListener('message', stopForeign, { capture: true })
}
