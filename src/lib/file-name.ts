import { cutCharacters } from './cut-characters.ts'

/**
 * What file systems refuse, and what cannot be seen, but for what joins letters and emoji (U+200C, U+200D) and what the flags of
 * England, Scotland and Wales are made of.
 */
const NOT_IN_NAMES = /(?:(?!\u200c|\u200d|[\u{e0020}-\u{e007f}])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\\/:*?"<>|])+/gu
/** Windows takes these for devices, also with an extension. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)/iu
/** UTF-16 units; none has more than three bytes, and with an extension file systems allow 255 bytes. */
const LONGEST_NAME = 80

/** Windows drops dots and blanks at the end, and a dot in front hides a file elsewhere. */
function withoutEnds(text: string): string {
  return text.replace(/^[.\s]+/u, '').replace(/(?<![.\s])[.\s]+$/u, '')
}

/**
 * A text as the name of a file that every system takes, its extension not included.
 * @param ending what is never cut, such as a date
 */
export function toFileName(text: string, ending = ''): string {
  const cut = cutCharacters(withoutEnds(text.replace(NOT_IN_NAMES, ' ')), LONGEST_NAME - (ending === '' ? 0 : ending.length + 1))
  const name = withoutEnds(`${cut} ${ending}`)
  return DEVICE.test(name) ? `_${name}` : name
}
