import type { TextKey } from '../../texts/texts.ts'

/** A word is put into its sentence as every other text is. */
export { fillMessage as fill } from '../../texts/message.ts'

type TextOf<Key> = Key extends `panels.export.file-${infer Word}` ? Word : never

/** Marks of a message, which the app's lists say in the same words: the texts `message.…`. */
type MarkText = 'edited' | 'forwarded' | 'forwarded-from'

/** Every word that the files say in the language of whoever exports: `panels.export.file-…` and marks. `{number}` and the like stand for a value. */
export type ExportTextKey = TextOf<TextKey> | MarkText
export type ExportTexts = Readonly<Record<ExportTextKey, string>>
