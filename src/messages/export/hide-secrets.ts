/**
 * What an address must not carry out of the portal. Only addresses are touched, wherever they stand: what people write is theirs, code
 * too. What is taken shows as `…`.
 */
import type { Span } from '../../lib/fold-text.ts'
import { joinTexts, mapTexts, textsOf, type MessageNode } from '../text/nodes.ts'

/** Hosts as people write them without a scheme: names, one of Punycode at their end too, numbers, this very machine. */
const HOST = '(?:(?:[a-z0-9-]+\\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59}|\\d{1,3})|localhost)'
/**
 * A scheme, a host or a path of the portal with a query (its webhook without one, too), and all that may follow; a quotation mark ends
 * it, unless it goes on behind. A host begins only where no other could, so that the pattern takes time in proportion to the text.
 */
const ADDRESS = new RegExp(
  `(?:[a-z][a-z0-9+.-]{0,20}://|(?<![\\w.-])${HOST}(?::\\d{1,5})?/|(?<![\\w.~%/-])/(?:rest/(?:api/)?(?=\\d)|[\\w.~%/-]{0,2000}\\?))(?:[^\\s<>"'\`\\0]|['\`](?=[\\w%]))*`, 'giu')

/**
 * Parameters that let in whoever has the address: the portal's own signatures and sessions (`_esd`, `sessid`: sample of
 * im.dialog.messages.get), tokens of REST (`auth`, `token`: sample of disk.file.get), keys, codes and tokens of others.
 */
const NAMES = [
  '_esd', 'auth', 'auth_id', 'authorization', 'refresh_id', 'bitrix_sessid', 'sessid', 'session(?:[_-]?id)?', 'phpsessid', 'jsessionid', '(?:app[_-])?sid',
  '[a-z0-9_-]{0,30}(?:token|secret|signature|credentials?|password|passphrase|passwd|jwt)', 'sign', 'sig', 'hmac', '(?:[a-z0-9]{1,20}[_-])?pass', '[a-z]{0,20}pwd', 'passcode', 'otp', 'assertion', '[a-z_-]{0,20}checkword', 'saml(?:request|response)', 'oauth[_-]?verifier', 'csrf', 'xsrf', 'bearer', 'tempauth',
  'key', 'rlkey', 'resourcekey', '[a-z0-9_-]{0,30}(?:api|access|secret|private|subscription|functions?|account|auth|app|license|signing|shared|master|client)[_-]?key(?:[_-]?id)?',
  'code', '(?:auth|authori[sz]ation|access|device|invite|verification|confirm(?:ation)?|login|otp)[_-]?code', 'ticket',
].join('|')
/** PHP's own way of writing one in another: `params[auth]`, `data[auth][token]`, `token[]`. */
const OPENING = '(?:[\\w-]{1,20}(?:\\]|%5d)?(?:\\[|%5b)){0,4}'
const CLOSING = '(?:\\]|%5d)?(?:(?:\\[|%5b)\\d{0,3}(?:\\]|%5d))?'
/** Brackets and apostrophes end an address in a sentence, unless it goes on behind them. */
const VALUE = '(?:[^\\s&;#"\'<>()[\\]]|[\'()[\\]](?=[\\w%]))*'
/** An address inside another's parameter has its signs encoded, one in that one twice. */
const PARAMETERS = new RegExp(`(?<=[?&;#]|%(?:25){0,3}(?:3f|26|23))(?:amp;)?${OPENING}(?:${NAMES})${CLOSING}(?:=|%(?:25){0,3}3d)${VALUE}`, 'giu')

/** Name and password; a name alone, too, because tokens stand there. */
const USER = /(?<=^https?:\/\/)[^\s/?#<>"]*(?=@)|(?<=^[a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#<>"@:]*:[^\s/?#<>"]*(?=@)/giu

/** The same of an address inside another's parameter. */
const INNER_USER = /(?<=%3a%2f%2f)[\w.~-]{0,200}%3a[^%\s&]{1,200}(?=%40)/giu

/**
 * Incoming webhooks, whose secret stands in their path: the portal's own (of both versions of its REST, not the name of a method, which has
 * a dot inside: `/rest/1/im.notify`) and those of other messengers.
 */
const PATHS: readonly RegExp[] = [
  /(\/rest\/(?:api\/)?\d{1,15}\/)[a-z0-9]{8,64}(?![a-z0-9]|\.[a-z0-9])/giu,
  /(\bhooks\.slack(?:-gov)?\.com\/[a-z]{1,20}\/)[^\s?#]+/giu,
  /(\bdiscord(?:app)?\.com\/api\/(?:v\d{1,3}\/)?webhooks\/\d{1,30}\/)[^\s/?#]+/giu,
  /(\bapi\.telegram\.org\/(?:file\/)?bot)[^\s/?#]+/giu,
  /(\b(?:webhook|outlook)\.office(?:365)?\.com\/webhook(?:b2)?\/)[^\s?#]+/giu,
  /(\bhooks\.zapier\.com\/hooks\/catch\/)[^\s?#]+/giu,
  /(\bhook\.[a-z]{2}\d\.make\.com\/)[^\s?#]+/giu,
  /(\bmaker\.ifttt\.com\/trigger\/[^\s/?#]{1,100}(?:\/json)?\/with\/key\/)[^\s?#]+/giu,
  /(\/open-apis\/bot\/v2\/hook\/)[^\s?#]+/giu,
  /(\/hooks\/)[a-z0-9]{17,64}(?:\/[a-z0-9]{17,64})?(?![a-z0-9])/giu,
]

export interface HiddenSecrets {
  text: string
  isHidden: boolean
}

/** Where a pattern is found behind its first group. */
function spansOf(address: string, pattern: RegExp): Span[] {
  return Array.from(address.matchAll(pattern), ({ 0: whole, 1: kept = '', index }) => ({ from: index + kept.length, to: index + whole.length }))
}

/** What of a text is not handed on, in order and not overlapping. */
function findSecrets(text: string): Span[] {
  if (!text.includes('/')) return []
  const found: Span[] = []
  for (const { 0: address, index } of text.matchAll(ADDRESS)) {
    const spans = [USER, INNER_USER, PARAMETERS, ...PATHS].flatMap(pattern => spansOf(address, pattern)).sort((one, other) => one.from - other.from)
    for (const span of spans) {
      const [from, to] = [index + span.from, index + span.to]
      const last = found.at(-1)
      if (last && from < last.to) last.to = Math.max(last.to, to)
      else if (from < to) found.push({ from, to })
    }
  }
  return found
}

/** A text, or an address, without what would open the portal or anything else to whoever gets the file. */
export function hideSecrets(text: string): HiddenSecrets {
  let [shown, done] = ['', 0]
  for (const { from, to } of findSecrets(text)) {
    shown += `${text.slice(done, from)}…`
    done = to
  }
  return { text: shown + text.slice(done), isHidden: done > 0 }
}

/** The same for a message: its addresses go on where formatting, or what a link ends at, cuts a text in two. */
export function hideSecretsIn(nodes: readonly MessageNode[]): { nodes: readonly MessageNode[], isHidden: boolean } {
  const spans = findSecrets(textsOf(nodes))
  if (spans.length === 0) return { nodes, isHidden: false }
  let next = 0
  const hidden = mapTexts(nodes, (text, at) => {
    let [shown, done] = ['', 0]
    while ((spans[next]?.to ?? Infinity) <= at) next += 1
    for (let index = next; index < spans.length; index += 1) {
      const { from, to } = spans[index] ?? { from: Infinity, to: Infinity }
      if (from >= at + text.length) break
      shown += text.slice(done, Math.max(from - at, 0)) + (from >= at ? '…' : '')
      done = Math.min(to - at, text.length)
    }
    return joinTexts([{ kind: 'text', text: shown + text.slice(done) }])
  })
  return { nodes: hidden, isHidden: true }
}
