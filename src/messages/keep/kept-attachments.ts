import { array, check, literal, nullable, number, object, pipe, string, variant } from 'valibot'

const id = nullable(pipe(number(), check<number>(Number.isSafeInteger)))
const target = object({ personId: id, chatId: id, address: string() })
const block = variant('kind', [
  object({ kind: literal('text'), text: string() }),
  object({ kind: literal('entry'), name: string(), description: string(), target }),
  object({ kind: literal('image'), name: string(), address: string() }),
  object({ kind: literal('file'), name: string(), size: nullable(number()), address: string() }),
  object({ kind: literal('grid'), cells: array(object({ name: string(), value: string(), target })) }),
  object({ kind: literal('delimiter') }),
])

/** A message's attachments as they lie on the disk: `Attachment[]`. */
export const keptAttachments = array(array(block))
