import * as v from 'valibot'
import { COLOR_NAMES, CONTEXTS, ROLES, trimLikePortal, type SidebarItem } from './sidebar-item.ts'
import { spokenTitles, trimTitle } from './titles.ts'

/** Lengths that the portal has room for: modules/im/lib/V2/Marketplace/RegistrationValidator.php, modules/rest/lib/placement.php. */
export const LONGEST_ICON_NAME = 50
export const LONGEST_HANDLER = 255
export const LONGEST_TITLE = 255
/** Letters of a language code: modules/rest/lib/placementlang.php. */
const LONGEST_LANGUAGE = 2

export type ItemField = keyof SidebarItem

/** Why a field is refused: the portal's own code, and codes of ours for what it does not check but cannot keep. */
export const ITEM_CODES = [
  'ERROR_ARGUMENT', 'ERROR_WRONG_HANDLER_URL', 'ERROR_UNSUPPORTED_PROTOCOL', 'HANDLER_TOO_LONG', 'HANDLER_WITH_BLANK_OR_HASH', 'TITLE_TOO_LONG', 'NO_TITLE',
  'NO_LANGUAGE', 'INVALID_ERROR_ICON_NAME', 'INVALID_ERROR_CONTEXT', 'INVALID_ERROR_ROLE', 'INVALID_ERROR_EXTRANET', 'INVALID_ERROR_COLOR',
] as const
export type ItemCode = typeof ITEM_CODES[number]

export interface ItemIssue {
  field: ItemField
  code: ItemCode
  /** Which title, by Bitrix24's language code. */
  language?: string
}

function code(text: ItemCode): ItemCode {
  return text
}

/** Length as the portal counts it, in characters, not in halves of them. */
function length(text: string): number {
  return [...text].length
}

/** Scheme; what may come before the host; host and port of an address that has a host. */
const ADDRESS = /^(?:(?:([a-z0-9+.-]+):)?\/\/|(?=[^:?#]*:\d{1,5}(?:\/|$)))(?:[^/?#]*@)?(?:(\[[^/?#@]*\])|([^/?#@]*?)(?::([^:/?#@]*))?)(?=[/?#]|$)/i
const LAST_PORT = 65_535

/** Leading digits are enough for a port, and nothing at all is none. */
function isPort(text: string): boolean {
  const number = Number(/^\s*([+-]?\d+)/.exec(text)?.[1])
  return text === '' || (text.length <= 5 && number >= 0 && number <= LAST_PORT)
}

/**
 * Scheme and host as PHP's `parse_url` tells them apart, with which the portal judges a handler; it lower-cases nothing. Both are
 * empty where it finds no host, the scheme alone where there is none.
 */
function splitAddress(address: string): { scheme: string, host: string } {
  const [, scheme = '', bracketed, host = '', port = ''] = ADDRESS.exec(address) ?? []
  return isPort(port) ? { scheme, host: bracketed ?? host } : { scheme: '', host: '' }
}

/** modules/rest/lib/handlerhelper.php: a host with a dot in it, not at its beginning; http or https. */
const handler = v.pipe(
  v.string(code('ERROR_ARGUMENT')),
  v.check(text => text !== '', code('ERROR_ARGUMENT')),
  v.check(text => splitAddress(text).host.indexOf('.') > 0, code('ERROR_WRONG_HANDLER_URL')),
  v.check(text => ['http', 'https'].includes(splitAddress(text).scheme), code('ERROR_UNSUPPORTED_PROTOCOL')),
  v.check(text => length(text) <= LONGEST_HANDLER, code('HANDLER_TOO_LONG')),
  // the portal takes it as it is and appends `?DOMAIN=…`: behind a blank that is another address, behind a hash the host never sees it
  v.check(text => !/[\s#]/.test(text), code('HANDLER_WITH_BLANK_OR_HASH')),
)

const title = v.pipe(v.string(), v.check(text => length(trimTitle(text)) <= LONGEST_TITLE, code('TITLE_TOO_LONG')))

/**
 * What the portal accepts as an item of the sidebar in these languages, field by field, with its own codes as messages.
 * The context is trimmed as a whole, its parts are not: `USER; CHAT` is refused. The schema of any record would be in every first view.
 */
const schemaIn = (languages: readonly string[]) => v.object({
  handler,
  titles: v.pipe(
    v.object(Object.fromEntries(languages.map(language => [language, title]))),
    v.check(titles => spokenTitles(titles).length > 0, code('NO_TITLE')),
    v.check(titles => spokenTitles(titles).every(([language]) => length(language) <= LONGEST_LANGUAGE), code('NO_LANGUAGE')),
  ),
  // one Latin letter, space or hyphen anywhere is enough for the portal
  iconName: v.pipe(
    v.string(code('INVALID_ERROR_ICON_NAME')),
    v.check(text => length(text) <= LONGEST_ICON_NAME && /[a-zA-Z -]/.test(text), code('INVALID_ERROR_ICON_NAME')),
  ),
  context: v.pipe(
    v.string(code('INVALID_ERROR_CONTEXT')),
    v.check(text => trimLikePortal(text).split(';').every(part => ['ALL', ...CONTEXTS].includes(part)), code('INVALID_ERROR_CONTEXT')),
  ),
  role: v.picklist(ROLES, code('INVALID_ERROR_ROLE')),
  extranet: v.picklist(['Y', 'N'], code('INVALID_ERROR_EXTRANET')),
  color: v.picklist([...COLOR_NAMES, ''], code('INVALID_ERROR_COLOR')),
})

function isItemCode(message: string): message is ItemCode {
  return ITEM_CODES.some(known => known === message)
}

/** Everything about an item that the portal would refuse or could not keep; empty when it can be sent. */
export function checkItem(item: SidebarItem): ItemIssue[] {
  const verdict = v.safeParse(schemaIn(Object.keys(item.titles)), item, { abortPipeEarly: true })
  if (verdict.success) return []
  return verdict.issues.map(({ message, path }): ItemIssue => {
    const [field, language] = (path ?? []).map(({ key }) => String(key))
    return {
      field: (field ?? 'handler') as ItemField, // the schema has no other keys
      code: isItemCode(message) ? message : 'ERROR_ARGUMENT',
      ...(language === undefined ? {} : { language }),
    }
  })
}

export type HandlerWarning = 'no-https' | 'other-host'

/** What the portal accepts and people may regret: an address without https, or on another host than this page. */
export function handlerWarnings(address: string, pageAddress: string): HandlerWarning[] {
  const { scheme, host } = splitAddress(address)
  if (scheme === '' || host === '') return []
  return [
    ...(scheme === 'http' ? ['no-https' as const] : []),
    ...(host.toLowerCase() === splitAddress(pageAddress).host.toLowerCase() ? [] : ['other-host' as const]),
  ]
}
