import type { TextKey } from '../../texts/texts.ts'

/** A word is put into its sentence as every other text is. */
export { fillMessage as fill } from '../../texts/message.ts'

type WordOf<Key> = Key extends `panels.export.file-${infer Word}` ? Word : never

/** Marks of a message, which the app's lists say in the same words: the texts `message.…`. */
type MarkWord = 'edited' | 'forwarded' | 'forwarded-from'

/** Every word that the files say in the language of whoever exports: `panels.export.file-…` and marks. `{number}` and the like stand for a value. */
export type ExportWordKey = WordOf<TextKey> | MarkWord
export type ExportWords = Readonly<Record<ExportWordKey, string>>
