/**
 * Whether a key belongs to an input method that is making a word: it neither sends nor closes anything. Safari ends the word before the
 * key that confirms it, which only the code 229 tells apart (https://bugs.webkit.org/show_bug.cgi?id=165004).
 */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229
}
