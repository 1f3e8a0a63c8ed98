/**
 * One or two letters in place of a missing picture: the first letters of the first two words of the name, as Bitrix24 does it.
 * Whole characters are taken, so emoji and scripts outside the basic plane stay intact; `''` when there is no letter.
 */
export function initials(name: string): string {
  const letters = name
    .split(/\s+/u)
    .map(word => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? '')
    .filter(letter => letter !== '')
  return letters.slice(0, 2).join('').toLocaleUpperCase()
}

/** Backgrounds on which white letters stay readable (4.5:1 and more), for names whose colour is not known or too pale. */
const COLORS = ['#2066b0', '#0f6f5c', '#5d3fa6', '#a8326e', '#8a4b12', '#3d5a80', '#a33327', '#4d6212']

/** The same name has the same colour every time. */
function colorOf(name: string): string {
  let sum = 0
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973
  return COLORS[sum % COLORS.length] ?? '#2066b0'
}

/** Relative luminance of `#rrggbb` (WCAG 2.2), 0 for black to 1 for white. */
function luminance(hex: string): number {
  const parts = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  const [red = 0, green = 0, blue = 0] = parts
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Background and letter colour of an avatar without a picture: the given colour if it is valid, else the name's own. */
export function avatarColors(name: string, color: string | null): { background: string, letters: string } {
  const background = color !== null && /^#[0-9a-f]{6}$/iu.test(color) ? color : colorOf(name)
  // black or white, whichever has more contrast; they are equal at a luminance of 0.179
  return { background, letters: luminance(background) > 0.179 ? '#000' : '#fff' }
}
