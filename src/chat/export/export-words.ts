import type { TextKey } from '../../texts/texts.ts'

/** A word is put into its sentence as every other text is. */
export { fillMessage as fill } from '../../texts/message.ts'

type WordOf<Key> = Key extends `panels.export.file-${infer Word}` ? Word : never

/** Every word that the files say in the language of whoever exports: the texts `panels.export.file-…`. `{number}` and the like stand for a value. */
export type ExportWordKey = WordOf<TextKey>
export type ExportWords = Readonly<Record<ExportWordKey, string>>
