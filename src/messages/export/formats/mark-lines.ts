import type { ExportMessage } from '../export-message.ts'
import { fill, type ExportTexts } from '../export-texts.ts'

/** What a message is besides its words, as every format for readers says it. */
export function markTexts({ isFromBot, isDeleted, isEdited, forwarded }: ExportMessage, texts: ExportTexts): string[] {
  return [
    ...isFromBot ? [texts.bot] : [],
    ...forwarded ? [forwarded.from ? fill(texts['forwarded-from'], { person: forwarded.from.name }) : texts.forwarded] : [],
    ...isEdited ? [texts.edited] : [],
    ...isDeleted ? [texts.deleted] : [],
  ]
}
