/** Has no width and breaks no line, but a tag that contains it is no tag any more. */
export const WORD_JOINER = '\u2060'

/**
 * The same words, of which the portal reads none as a tag of BBCode: they are somebody else's and must not act. A bracket at the end counts
 * as one, because what follows is not known here.
 */
export function withoutTags(text: string): string {
  return text.replace(/\[(?=\/?(?:[a-z]|$))/gi, `[${WORD_JOINER}`)
}
