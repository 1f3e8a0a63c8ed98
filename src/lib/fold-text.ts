/** Letters that Unicode does not take apart into a letter and a mark, as people type them who do not have them. */
const LETTERS: Readonly<Record<string, string>> = {
  æ: 'ae', ð: 'd', đ: 'd', ħ: 'h', ı: 'i', ł: 'l', ø: 'o', œ: 'oe', ß: 'ss', þ: 'th', ŋ: 'n',
}

/** Letters and blanks that have no marks, and nothing that cannot be seen. */
const PLAIN = /^[\t-\r\x20-\x7e]*$/

/**
 * A text as it is compared when looking for it, in any script: without case, accents and other marks, without characters that cannot
 * be seen, and with one blank between words.
 */
export function foldText(text: string): string {
  // most text needs no more, and a whole conversation is folded
  if (PLAIN.test(text)) return text.toLowerCase().replace(/\s+/g, ' ').trim()
  return text.normalize('NFKD').toLowerCase().normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/\P{ASCII}/gu, letter => LETTERS[letter] ?? letter)
    .replace(/\s+/g, ' ').trim()
}
