/**
 * The one source of the headers that every host sends with Chatside. `npm run hosting` writes the recipes in the folders beside this file
 * from it, the build puts the part that a page can carry itself into `index.html`, and a test compares both.
 */
import { CLOUD_ZONES } from '../src/bitrix24/portal-origins.ts'

export interface Audience {
  /** Origins of the portals that may frame the page: `https://portal.example.com`. */
  portals: readonly string[]
  /** Also allows every portal of Bitrix24's cloud. This is looser, because anybody can open a portal there within minutes. */
  isAnyCloud?: boolean
  /** Origins of pictures beyond those of the portals, such as a self-hosted portal's own file storage. */
  pictures?: readonly string[]
  /** Origins of push servers that stand elsewhere than the policy expects them: `https://rt.example.com`. */
  push?: readonly string[]
}

export type Directives = readonly (readonly [name: string, ...sources: string[]])[]

/** A source for every portal in a zone of Bitrix24's cloud, zone by zone. */
export const ALL_CLOUD: readonly string[] = CLOUD_ZONES.map(zone => `https://*.bitrix24.${zone}`)

/** `https://*.bitrix24.de` for a portal in that zone, nothing for a self-hosted one. */
function cloudOf(portal: string): string[] {
  return ALL_CLOUD.filter(zone => portal.startsWith('https://') && portal.endsWith(zone.slice('https://*'.length)))
}

const toSocket = (origin: string): string => origin.replace(/^http/, 'ws')

/**
 * Where the application's channel is heard, by WebSocket alone. The answer of `pull.application.config.get` names one host of these:
 *
 * - every cloud portal, of whatever zone: a host such as `rtc-01.bitrix24.com`
 *   (https://apidocs.bitrix24.com/settings/interactivity/pull-application-config-get.html);
 * - a self-hosted portal: its own (`wss://#DOMAIN#/bitrix/subws/` in modules/pull/default_option.php), or the vendor's shared server, which is
 *   chosen from a list such as `rtc-cloud-ms1.bitrix.info`, in Russia under `bitrix24.tech`
 *   (https://apidocs.bitrix24.com/settings/interactivity/custom-push-and-pull-client.html; modules/pull/lib/sharedserver/config.php);
 * - whatever its administrator chose, which only `push` can say.
 */
function pushServers({ portals, isAnyCloud = false, push = [] }: Audience): string[] {
  const hosted = portals.filter(portal => cloudOf(portal).length === 0)
  return [
    ...(isAnyCloud || hosted.length < portals.length ? ['wss://*.bitrix24.com'] : []),
    ...hosted.map(toSocket),
    ...(hosted.length > 0 ? ['wss://*.bitrix.info', 'wss://*.bitrix24.tech'] : []),
    ...push.map(toSocket),
  ]
}

function unique(sources: readonly string[]): string[] {
  return [...new Set(sources)]
}

/** The portals as sources. One in a zone that is let in whole needs none of its own: headers have an end in some servers. */
function sourcesOf({ portals, isAnyCloud = false }: Audience): string[] {
  const sources = unique([...portals, ...(isAnyCloud ? ALL_CLOUD : [])])
  return sources.filter(source => !cloudOf(source).some(zone => zone !== source && sources.includes(zone)))
}

/**
 * What the page may do, in any frame.
 *
 * - `connect-src`: the portal's REST and its push server; `'self'` is for the address test of the app's own page, which requests that page again.
 * - `img-src`: people's pictures come from the portal, in the cloud from hosts beside it (`cdn-com.bitrix24.com` in
 *   https://apidocs.bitrix24.com/api-reference/chats/chat-users/im-dialog-users-list.html), so a cloud portal's whole zone is allowed.
 * - `style-src` without `'unsafe-inline'`: Vue sets styles through the object model, which no policy forbids.
 * - `trusted-types`: Vue's runtime makes a policy `vue` for templates that it compiled itself, and a worker must be started through a policy,
 *   `chatside-worker`, which knows a single address. No other policy may be made, so text can become HTML, a script or a
 *   worker nowhere else.
 */
export function pageDirectives(audience: Audience): Directives {
  const { portals, pictures = [] } = audience
  const allowed = sourcesOf(audience)
  return [
    ['default-src', '\'none\''],
    ['script-src', '\'self\''],
    ['style-src', '\'self\''],
    ['font-src', '\'self\''],
    ['worker-src', '\'self\''],
    ['img-src', '\'self\'', ...unique([...allowed, ...portals.flatMap(cloudOf), ...pictures])],
    ['connect-src', '\'self\'', ...unique([...allowed, ...pushServers(audience)])],
    ['base-uri', '\'none\''],
    ['form-action', '\'none\''],
    ['require-trusted-types-for', '\'script\''],
    ['trusted-types', 'vue', 'chatside-worker'],
  ]
}

/** Who may show the page in a frame. Only a header can say it: browsers ignore the directive in a `<meta>` element. */
export function frameAncestors(audience: Audience): readonly [name: string, ...sources: string[]] {
  const allowed = sourcesOf(audience)
  return ['frame-ancestors', ...(allowed.length > 0 ? allowed : ['\'none\''])]
}

export function toPolicy(directives: Directives): string {
  return directives.map(directive => directive.join(' ')).join('; ')
}

/** Features that a frame could use, with or without asking; Chatside uses none. Browsers must know the names, or they complain. */
const DENIED_FEATURES = [
  'accelerometer', 'autoplay', 'camera', 'display-capture', 'encrypted-media', 'geolocation', 'gyroscope', 'hid', 'idle-detection', 'magnetometer',
  'microphone', 'midi', 'payment', 'picture-in-picture', 'publickey-credentials-get', 'screen-wake-lock', 'serial', 'usb', 'xr-spatial-tracking',
]

/**
 * The headers of every file, because a script that runs as a worker has the policy of its own response.
 *
 * Left out on purpose:
 * - `X-Frame-Options` cannot name a portal: its two values forbid all of them.
 * - `Cross-Origin-Embedder-Policy` and `Cross-Origin-Resource-Policy` would leave the frame or its pictures empty, because the portal
 *   does not send the same; `Cross-Origin-Opener-Policy` means nothing inside a frame.
 * - `Strict-Transport-Security` is a promise for the whole host and everything else on it, for a year: a line to uncomment.
 */
export function securityHeaders(audience: Audience): readonly (readonly [name: string, value: string])[] {
  return [
    ['Content-Security-Policy', toPolicy([...pageDirectives(audience), frameAncestors(audience)])],
    ['Referrer-Policy', 'no-referrer'],
    // the portal's frame decides whether copying works; this only does not forbid it
    ['Permissions-Policy', [...DENIED_FEATURES.map(name => `${name}=()`), 'clipboard-write=(self)'].join(', ')],
    ['X-Content-Type-Options', 'nosniff'],
  ]
}

export const HSTS = ['Strict-Transport-Security', 'max-age=31536000'] as const

/** Every file in `assets/` has a hash of its content in its name, so its content never changes. */
export const HASHED_FOLDER = 'assets/'
export const HASHED_CACHE = 'public, max-age=31536000, immutable'
/** The page names the hashed files, so an old page shows an old version, or nothing once those files are gone. */
export const PAGE_CACHE = 'no-store'

/** The types that are worth compressing; the font is compressed already. Both names of JavaScript are in use. */
export const COMPRESSED_TYPES = ['text/html', 'text/css', 'text/javascript', 'application/javascript', 'image/svg+xml', 'text/plain']
