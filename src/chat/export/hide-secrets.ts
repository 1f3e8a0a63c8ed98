/**
 * Parameters of addresses that let in whoever has the address: the portal's own signatures and sessions (`_esd`, `sessid`:
 * sample of im.dialog.messages.get), tokens of REST (`auth`, `token`: sample of disk.file.get) and those of others.
 */
const NAMES = '_esd|auth|auth_id|authorization|refresh_id|bitrix_sessid|sessid|[a-z_-]{0,20}(?:token|secret|signature|credential)|sign|sig|api[_-]?key|password|passwd|pwd'
/** PHP's own way of writing one in another: `params[auth]`. */
const OPENING = '(?:[\\w-]{1,20}(?:\\[|%5b))?'
const PARAMETERS = new RegExp(`(?<=[?&;#])(?:amp;)?${OPENING}(?:${NAMES})(?:\\]|%5d)?=[^\\s&;#"'<>()[\\]]*&?`, 'giu')
/** An incoming webhook, whose secret stands in its path. */
const WEBHOOK = /(\/rest\/\d{1,15}\/)[a-z0-9]{8,64}(?![a-z0-9.])/giu

export interface HiddenSecrets {
  text: string
  isHidden: boolean
}

/** A text, or an address, without what would open the portal or anything else to whoever gets the file. */
export function hideSecrets(text: string): HiddenSecrets {
  const shown = text.includes('=') ? text.replace(PARAMETERS, '') : text
  const hidden = shown.includes('/rest/') ? shown.replace(WEBHOOK, '$1…') : shown
  return { text: hidden, isHidden: hidden !== text }
}
