/** A text in which halves of characters, which no file can hold, are the sign for an unknown one. */
export function wholeCharacters(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd')
}
