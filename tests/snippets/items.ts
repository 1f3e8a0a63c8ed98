/** Items whose texts are hard to quote. */
import fc from 'fast-check'
import type { WantedItem } from '../../src/settings/registration/sidebar-item.ts'

/** Titles that mean something in one of the languages, or that an editor shows as something else; by language code only in name. */
export const HARD_TITLES: Readonly<Record<string, string>> = {
  en: 'It\'s "quoted" \\ twice \\\\ and \\\' and \\"',
  de: 'two\nlines\r\nand\ttab',
  fr: '$HOME ${HOME} $(id) {$x} $$ `id` !! %s %d',
  ru: '?> <?php echo 1; // /* */ # <?=',
  it: '</script><script>alert(1)</script> <!-- </SCRIPT >',
  pl: '\'\'\' """ \'\\\'\' EOF',
  ua: '👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ☕️',
  ar: 'حول «هذه» الدردشة (١٢٣)!',
  br: 'admin\u202E\u2066// gnip\u2069 \u200F\u200E\u061C',
  tr: 'a\u2028b\u2029c\uFEFFd\u00ADe',
  ja: '\u0001\u0007\u001B[31m\u007F\u0085x',
  vn: '\\u0041 \\x41 \\n \\101 %41 &amp; +',
}

/** An address, too, may hold what has to be quoted; the portal looks at its scheme and host alone. */
const HARD_HANDLER = 'https://apps.example.com/it\'s/?a=$x&b="c"&d=\\e'

export function anItem(item: Partial<WantedItem> = {}): WantedItem {
  return {
    handler: HARD_HANDLER, titles: HARD_TITLES, iconName: 'fa-comments', context: 'USER;CHAT', role: 'ADMIN', extranet: 'Y', color: 'AZURE', isInMobile: false,
    ...item,
  }
}

/** An item with the tick for the mobile app. */
export const ITEM_IN_MOBILE = anItem({ isInMobile: true })

/** What the portal refuses inside of a success. */
export const REFUSED_ITEM = anItem({ color: 'BLACK' })

const title = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: fc.constantFrom(...'\'"\\$`{}<>!?%\n\r\t @#/&|;()\u202E\u2066n0x'), maxLength: 12 }),
)

/** `aa`, `ab`, …: the portal keeps two letters of a language. */
function languageCode(index: number): string {
  return String.fromCharCode(...[Math.floor(index / 26), index % 26].map(letter => 'a'.charCodeAt(0) + letter))
}

/** Many titles at once, because starting a program for each would take minutes; framed, because the portal trims them in its own way. */
export const manyTitles: fc.Arbitrary<WantedItem['titles']> = fc.array(title, { minLength: 60, maxLength: 120 })
  .map(titles => Object.fromEntries(titles.map((text, index) => [languageCode(index), `(${text})`])))
