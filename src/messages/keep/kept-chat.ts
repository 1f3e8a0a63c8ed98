import { array, boolean, nullable, number, object, optional, safeParse, string, type InferOutput } from 'valibot'
import { change } from '../../lib/browser/kept-database.ts'
import { randomId } from '../../lib/browser/random-id.ts'
import { createPieces } from '../../lib/browser/sealed-pieces.ts'
import type { Sealer } from '../../lib/browser/sealing.ts'
import type { MessagePage } from '../message.ts'
import { blocksOf, toChatRecord, type ChatRecord, type Database } from './archive-database.ts'
import { fromBlock, toBlock } from './block.ts'

/** Of all blocks, in their order. */
const sums = array(string())

/** What is sealed of a chat besides its messages. */
const keptHead = object({
  mark: object({ isComplete: boolean(), isHistoryLimited: boolean(), unreadable: number(), asOf: nullable(number()) }),
  sums,
  /** The blocks in whose place these were written: another window that knows those goes on with these. */
  replaced: optional(object({ series: string(), sums })),
})

type Head = InferOutput<typeof keptHead>

/** A chat as it lies on the disk. */
export type KeptChat = ChatRecord & Head

export const toRecord = ({ name, series, revision, order, bytes, head }: KeptChat): ChatRecord => ({ name, series, revision, order, bytes, head })

function sealHead(sealer: Sealer, { name, series, mark, sums, replaced }: Pick<ChatRecord, 'name' | 'series'> & Head): Promise<ArrayBuffer> {
  return createPieces(sealer, `${name} ${series}`).sealHead({ mark, sums, replaced } satisfies Head)
}

/** Null for what is no chat, or not one of this secret. */
export async function openHead(sealer: Sealer, found: unknown): Promise<KeptChat | null> {
  const kept = toChatRecord(found)
  if (!kept) return null
  const { success, output } = safeParse(keptHead, await createPieces(sealer, `${kept.name} ${kept.series}`).openHead(kept.head))
  return success ? { ...kept, ...output } : null
}

type Change = Pick<KeptChat, 'mark' | 'sums' | 'bytes' | 'order'> & { block: ArrayBuffer | null }

/**
 * Changes what is kept of a chat, and adds a block, in one step; null where that chat is not there any more. A transaction of the database
 * does not wait for what seals: it is done before, and anew where another window was first, which can only have added something, or
 * written all of it in other blocks.
 */
export async function update(sealer: Sealer, opened: Database, own: KeptChat, toNext: (known: KeptChat) => Promise<Change>): Promise<KeptChat | null> {
  const isOf = (head: Pick<KeptChat, 'series' | 'sums'> | undefined) => head?.series === own.series && own.sums.every((sum, index) => head.sums[index] === sum)
  const goesOn = (known: KeptChat | null): known is KeptChat => known !== null && (isOf(known) || isOf(known.replaced))
  for (let known: KeptChat | null = own; goesOn(known);) {
    const { block, ...changed } = await toNext(known)
    const next: KeptChat = { ...known, ...changed, head: await sealHead(sealer, { ...known, ...changed }), revision: randomId() }
    const { name, revision } = known
    const there = await change(opened, ['chats', 'blocks'], async (stores) => {
      const found: unknown = await stores.objectStore('chats').get(name)
      if (toChatRecord(found)?.revision !== revision) return found
      await stores.objectStore('chats').put(toRecord(next))
      if (block) await stores.objectStore('blocks').put(block, [name, next.sums.length])
      return null
    })
    if (there === null) return next
    known = await openHead(sealer, there)
  }
  return null
}

/** Hands over all pages of a chat; false when one is missing or broken. */
export async function readPages(sealer: Sealer, opened: Database, { name, series, sums }: KeptChat, onPage: (page: MessagePage) => void): Promise<boolean> {
  const pieces = createPieces(sealer, `${name} ${series}`)
  for (const [index, sum] of sums.entries()) {
    const contents = await pieces.openPiece(await opened.get('blocks', [name, index + 1]), index, sum)
    const page = contents && fromBlock(contents)
    if (!page) return false
    onPage(page)
  }
  return true
}

/** Takes a chat away whose blocks are not what its record says; false where the record is of other blocks by now. */
export function removeSeries(opened: Database, name: string, found: unknown): Promise<boolean> {
  return change(opened, ['chats', 'blocks'], async (stores) => {
    const there: unknown = await stores.objectStore('chats').get(name)
    if (toChatRecord(there)?.series !== toChatRecord(found)?.series) return false
    await Promise.all([stores.objectStore('chats').delete(name), stores.objectStore('blocks').delete(blocksOf(name))])
    return true
  })
}

/** Every block takes some room of its own: beyond so many it may be worth while to write fewer. */
const MANY = 32
/** Bytes: of larger blocks at least half is what they contain, see `createPieces`. */
const LARGE = 32 * 1024

/**
 * Writes a chat in blocks of these pages, in one step. Null, and nothing is written, where that would not save half of its room, or
 * where another window has written to it.
 */
export async function rewrite(sealer: Sealer, opened: Database, own: KeptChat, pagesOf: () => Iterable<MessagePage>): Promise<KeptChat | null> {
  if (own.sums.length <= MANY || own.bytes > own.sums.length * LARGE) return null
  const { name, mark, order } = own
  const series = randomId()
  const pieces = createPieces(sealer, `${name} ${series}`)
  const blocks: ArrayBuffer[] = []
  const sums: string[] = []
  let bytes = 0
  for (const page of pagesOf()) {
    const { sealed, sum } = await pieces.sealPiece(toBlock(page), blocks.length)
    blocks.push(sealed)
    sums.push(sum)
    bytes += sealed.byteLength
    if (bytes * 2 > own.bytes) return null
  }
  const facts: Head = { mark, sums, replaced: { series: own.series, sums: own.sums } }
  const head = await sealHead(sealer, { name, series, ...facts })
  const next: KeptChat = { name, series, revision: randomId(), order, bytes: bytes + head.byteLength, head, ...facts }
  return await change(opened, ['chats', 'blocks'], async (stores) => {
    const found: unknown = await stores.objectStore('chats').get(name)
    if (toChatRecord(found)?.revision !== own.revision) return null
    await stores.objectStore('blocks').delete(blocksOf(name))
    await stores.objectStore('chats').put(toRecord(next))
    for (const [index, block] of blocks.entries()) await stores.objectStore('blocks').put(block, [name, index + 1])
    return next
  })
}
