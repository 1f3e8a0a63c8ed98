/**
 * The smileys of a new portal, as the messenger reads them, and the characters that look like them. They are the set
 * in the tests of ui.text-editor (bitrix-core-business), with the same pictures as the portal's default set. A portal may add its own,
 * which stay as they were typed.
 */
const SMILEYS: ReadonlyMap<string, string> = new Map([
  [':)', '🙂'], [':-)', '🙂'], [';)', '😉'], [';-)', '😉'], [':D', '😃'], [':-D', '😃'], ['8-)', '😎'], [':facepalm:', '🤦'],
  [':{}', '😘'], [':-{}', '😘'], [':(', '🙁'], [':-(', '🙁'], [':|', '😐'], [':-|', '😐'], [':oops:', '😳'], [':cry:', '😢'], [':~(', '😢'],
  [':evil:', '😠'], ['>:-<', '😠'], [':o', '😮'], [':-o', '😮'], [':shock:', '😮'], [':/', '😕'], [':-/', '😕'],
  [':idea:', '💡'], [':?:', '❓'], [':!:', '❗'], [':like:', '👍'],
])

const ANY = [...SMILEYS.keys()]
  .sort((one, other) => other.length - one.length)
  .map(smiley => smiley.replace(/[()|{}?]/g, character => `\\${character}`))
  .join('|')
/** One or more in a row, with nothing but white space, quotation marks, tags or the ends of the text around them, as in the messenger's own parser. */
const ROW = new RegExp(`(?<![^\\s"<>])(?:${ANY})+(?=[\\s"<]|$)`, 'g')
const ONE = new RegExp(ANY, 'g')

/** Replaces smileys by characters that need no loading. Takes time in proportion to the length. */
export function withSmileys(text: string): string {
  return text.replace(ROW, row => row.replace(ONE, smiley => SMILEYS.get(smiley) ?? smiley))
}
