import type { MessageMarks } from './message-marks.ts'

/** The words for marks of a message, in the language of the page. */
export interface MarkWords {
  bot: string
  edited: string
  forwarded: string
  forwardedFrom: (name: string) => string
}

interface Marked extends Pick<MessageMarks, 'isEdited' | 'forwardedFrom'> {
  isFromBot: boolean
  /** Of whose words were forwarded; `''` where that is not known. */
  forwardedFromName: string
}

/** What stands beside the author of a message: whose the words are, and what was done with them. */
export function markTexts({ isFromBot, isEdited, forwardedFrom, forwardedFromName }: Marked, words: MarkWords): string[] {
  return [
    ...isFromBot ? [words.bot] : [],
    ...forwardedFrom === null ? [] : [forwardedFromName === '' ? words.forwarded : words.forwardedFrom(forwardedFromName)],
    ...isEdited ? [words.edited] : [],
  ]
}
