import { toPhpJson } from '../php.ts'
import { mayUseApp } from '../rest/caller.ts'
import type { Person } from '../world/model.ts'
import type { FrameOpening, OpeningRefused } from './exchange.ts'
import { throughPage } from './php-values.ts'
import { type FrameParts, originOf, runKey } from './session.ts'

/** https://apidocs.bitrix24.com/api-reference/widgets/im/sidebar.html, its sample. */
const SERVER_ENDPOINT = 'https://oauth.bitrix.info/rest/'
/** https://apidocs.bitrix24.com/settings/app-installation/installation-finish.html */
const NOT_INSTALLED = 'The application is not fully installed yet. Please contact your Bitrix24 administrator to complete the installation.'
/** Wording assumed. */
const NO_ACCESS = 'You do not have access to this application.'

export interface OpeningInput {
  person: Person
  language: string
  placement: string
  /** `null` when the placement brings none. */
  options: unknown
  url: string
  isInstall: boolean
  isPopup: boolean
  title: string
}

/** Where the person ends up who opens something of the application: there, at the installer, or nowhere. */
export function chooseAddress(
  { world }: FrameParts,
  personId: number,
  url: string,
): { person: Person, url: string, isInstall: boolean } | OpeningRefused {
  const { app } = world
  const person = world.people.get(personId)
  if (!person?.isActive || !mayUseApp(world, person)) return { refused: 'no-access', text: NO_ACCESS }
  if (app.isInstalled || app.installUrl === null) return { person, url, isInstall: false }
  return person.isAdmin ? { person, url: app.installUrl, isInstall: true } : { refused: 'not-installed', text: NOT_INSTALLED }
}

/** The form field; text is passed on as it is. */
function asField(options: unknown): string {
  return typeof options === 'string' ? options : toPhpJson(options)
}

/** Empty in PHP's eyes, where a map without entries is nothing: then the form has no such field. */
function hasOptions(options: unknown): boolean {
  return typeof options === 'object' && options !== null ? Object.keys(options).length > 0 : options !== undefined && options !== null && options !== ''
}

/**
 * Makes one frame: a fresh session id and token, the address with the portal's query, the form's fields.
 * Source: https://apidocs.bitrix24.com/api-reference/widgets/_includes/widget_data.html for the fields,
 * vsyntot/tacticum_web, app.layout (template.php, component.php), for names and for what is left out. That template of January 2026
 * has neither APPLICATION_TOKEN nor APPLICATION_SCOPE, which the documentation has since August: the documentation is followed.
 */
export function openFrame(parts: FrameParts, { person, language, placement, options, url, isInstall, isPopup, title }: OpeningInput): FrameOpening {
  const { world: { app, settings }, tokens, sessions, log, ranBefore, now } = parts
  const sid = parts.hex(32)
  const token = tokens.issue(person.id)
  sessions.set(sid, {
    sid, placement, language, isInstall, isPopup, token,
    appOrigin: originOf(url),
    personId: person.id,
    placementOptions: options,
    appOptions: throughPage(app.options),
    userOptions: throughPage(app.userOptions.get(person.id) ?? {}),
    isFirstRun: !ranBefore.has(runKey(parts.world, person.id)),
  })
  log.add({ kind: 'opened', at: now(), sid, placement, personId: person.id })
  const protocol = settings.isHttps ? '1' : '0'
  const query = `DOMAIN=${settings.domain}&PROTOCOL=${protocol}&LANG=${language}&APP_SID=${sid}`
  const fields: [string, string][] = [
    ['AUTH_ID', token.accessToken],
    ['AUTH_EXPIRES', String(token.expiresIn)],
    ['REFRESH_ID', token.refreshToken],
    ['SERVER_ENDPOINT', SERVER_ENDPOINT],
    ['APPLICATION_TOKEN', app.applicationToken],
    ['APPLICATION_SCOPE', app.scopes.join(',')],
    ['member_id', settings.memberId],
    ['status', app.status],
    ['PLACEMENT', placement],
  ]
  if (hasOptions(options)) fields.push(['PLACEMENT_OPTIONS', asField(options)])
  return {
    sid,
    id: `appframe_${sid}`,
    name: `${settings.domain}|${protocol}|${sid}`,
    action: `${url}${url.includes('?') ? '&' : '?'}${query}`,
    method: app.isStoredInPortal ? 'GET' : 'POST',
    fields: app.isStoredInPortal ? [] : fields,
    placement,
    title,
  }
}
