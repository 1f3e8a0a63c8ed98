/**
 * What an address must not carry out of the portal. Only addresses are touched, wherever they stand: what people write is theirs, code
 * too. What is taken shows as `…`.
 */

/**
 * A scheme, a host or a path of the portal with a query, and all that may follow. A host begins only where no other could, so that
 * the pattern takes time in proportion to the text.
 */
const ADDRESS = /(?:[a-z][a-z0-9+.-]{0,20}:\/\/|(?<![\w.-])(?:[a-z0-9-]+\.)+[a-z]{2,63}(?::\d{1,5})?\/|(?<![\w.~%/-])\/[\w.~%/-]{0,2000}\?)[^\s<>"]*/giu

/**
 * Parameters that let in whoever has the address: the portal's own signatures and sessions (`_esd`, `sessid`: sample of
 * im.dialog.messages.get), tokens of REST (`auth`, `token`: sample of disk.file.get), keys, codes and tokens of others.
 */
const NAMES = [
  '_esd', 'auth', 'auth_id', 'authorization', 'refresh_id', 'bitrix_sessid', 'sessid', 'session(?:[_-]?id)?', 'phpsessid', 'jsessionid', 'sid',
  '[a-z0-9_-]{0,30}(?:token|secret|signature|credentials?|password|passphrase|passwd|jwt)', 'sign', 'sig', 'hmac', 'pwd', 'pass', 'otp', 'assertion',
  'key', '[a-z0-9_-]{0,30}(?:api|access|secret|private|subscription|functions?|account|auth|app|license|signing|shared|master|client)[_-]?key(?:[_-]?id)?',
  'code', '(?:auth|authori[sz]ation|access|device|invite|verification|login|otp)[_-]?code', 'ticket',
].join('|')
/** PHP's own way of writing one in another: `params[auth]`. */
const OPENING = '(?:[\\w-]{1,20}(?:\\[|%5b))?'
/** Brackets and apostrophes end an address in a sentence, unless it goes on behind them. */
const VALUE = '(?:[^\\s&;#"\'<>()[\\]]|[\'()[\\]](?=[\\w%]))*'
/** An address inside another's parameter has its signs encoded. */
const PARAMETERS = new RegExp(`(?<=[?&;#]|%3f|%26|%23)(?:amp;)?${OPENING}(?:${NAMES})(?:\\]|%5d)?(?:=|%3d)${VALUE}`, 'giu')

/** Name and password; a name alone, too, because tokens stand there. */
const USER = /(?<=^https?:\/\/)[^\s/?#<>"]*(?=@)|(?<=^[a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#<>"@:]*:[^\s/?#<>"]*(?=@)/iu

/** Incoming webhooks, whose secret stands in their path: the portal's own and those of other messengers. */
const PATHS: readonly RegExp[] = [
  /(\/rest\/\d{1,15}\/)[a-z0-9]{8,64}(?![a-z0-9.])/giu,
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

function hideInAddress(address: string): string {
  return PATHS.reduce((text, path) => text.replace(path, '$1…'), address.replace(USER, '…').replace(PARAMETERS, '…'))
}

/** A text, or an address, without what would open the portal or anything else to whoever gets the file. */
export function hideSecrets(text: string): HiddenSecrets {
  const hidden = text.includes('/') ? text.replace(ADDRESS, hideInAddress) : text
  return { text: hidden, isHidden: hidden !== text }
}
