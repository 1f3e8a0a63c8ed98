import { array, boolean, nullable, number, object, safeParse, string, type InferOutput } from 'valibot'
import { change } from '../../lib/browser/kept-database.ts'
import { randomId } from '../../lib/browser/random-id.ts'
import { canSeal, createPieces } from '../../lib/browser/sealed-pieces.ts'
import { createSealer, type Sealer } from '../../lib/browser/sealing.ts'
import type { MessagePage } from '../message.ts'
import {
  ARCHIVE, allChats, archiveDatabase, chatName, clearArchive, removeChats, toChatRecord, type ChatRecord, type Database, evict, isNoRoom, type DiskLimits,
} from './archive-database.ts'
import { fromBlock, toBlock } from './block.ts'
import type { ArchiveKey, ArchiveStatus, DiskState, ReadingMark } from './protocol.ts'

/** What is sealed of a chat besides its messages. */
const keptHead = object({
  mark: object({ isComplete: boolean(), isHistoryLimited: boolean(), unreadable: number(), asOf: nullable(number()) }),
  /** Of all blocks, in their order. */
  sums: array(string()),
})

type KeptChat = ChatRecord & InferOutput<typeof keptHead>

/**
 * The archive on this device, encrypted with a secret that is not there. Never rejects: what cannot be kept is not, and `state` says why.
 */
export interface ArchiveDisk {
  /** Hands over what is kept of a chat, page by page. Null when nothing is, or when it is broken: what was handed over is then worth nothing. */
  open(key: ArchiveKey, onPage: (page: MessagePage) => void): Promise<ReadingMark | null>
  /** Adds what was read, where the chat is kept. */
  add(page: MessagePage, mark: ReadingMark): Promise<void>
  /**
   * Keeps the chat from now on, with what has been read of it. Without a secret it is refused. The pages are asked for anew where the
   * browser makes the work be repeated.
   */
  keep(secret: string | null, pagesOf: () => Iterable<MessagePage>, mark: ReadingMark): Promise<void>
  forget(): Promise<void>
  /** Takes everything of every chat away. */
  clear(): Promise<void>
  state(): ArchiveStatus['disk']
}

interface DiskOptions {
  limits?: DiskLimits
  /** Milliseconds until a database that neither opens nor fails counts as refused: another tab may hold an old one open. */
  deadline?: number
}

const LIMITS: DiskLimits = { bytes: 100_000_000, chats: 20 }

export function openDisk({ limits = LIMITS, deadline }: DiskOptions = {}): ArchiveDisk {
  const database = archiveDatabase(deadline)
  let key: ArchiveKey | null = null
  let sealer: Sealer | null = null
  let name = ''
  let state: DiskState = 'off'
  let chat: KeptChat | null = null
  let order = 0
  let allBytes = 0

  /** Does something with the database; what fails is told by the state, and leaves the chat as not kept. */
  async function use(work: (opened: Database) => Promise<void>): Promise<void> {
    try {
      await database.use(async (opened) => {
        if (database.wasDiscarded()) state = 'discarded'
        await work(opened)
      })
    } catch {
      chat = null
      state = 'refused'
    }
  }

  async function unlock(secret: string | null): Promise<void> {
    sealer = secret === null ? null : await createSealer(secret, ARCHIVE)
    name = sealer && key ? await chatName(sealer, key) : ''
  }

  async function write(own: Sealer, opened: Database, page: MessagePage, mark: ReadingMark): Promise<void> {
    if (!chat || state === 'full') return
    const current = chat
    const block = page.messages.length > 0 ? toBlock(page) : null
    let written: KeptChat | null = null
    const put = async () => {
      written = await update(own, opened, current, async ({ sums, ...known }) => {
        const piece = block && await createPieces(own, `${known.name} ${known.series}`).sealPiece(block, sums.length)
        return {
          mark: { ...mark, isComplete: mark.isComplete || isStillComplete(known.mark, mark), asOf: earlier(mark.asOf, known.mark.asOf) },
          sums: piece ? [...sums, piece.sum] : sums, bytes: known.bytes + (piece?.sealed.byteLength ?? 0), order, block: piece?.sealed ?? null,
        }
      })
    }
    // sealed it is hardly longer than its columns: names of people and files are few
    const bytes = current.bytes + (block?.bytes.length ?? 0)
    const fits = await evict({ opened, current: { name, bytes }, limits, remove: removeChats, put })
    const kept = written as KeptChat | null // set in the function above, which the compiler does not follow
    if (fits === null) state = 'full'
    else become(kept, fits - bytes + (kept?.bytes ?? 0))
  }

  /** The chat as it is kept now; null when another window took it away or began it anew. */
  function become(kept: KeptChat | null, bytes: number): void {
    chat = kept
    if (!kept) state = 'off'
    allBytes = bytes
  }

  /** The chat counts as opened now. Where the browser has no room even for that, what was read of it is there all the same. */
  async function reorder(own: Sealer, opened: Database, kept: KeptChat): Promise<KeptChat | null> {
    try {
      return await update(own, opened, kept, ({ mark, sums, bytes }) => Promise.resolve({ mark, sums, bytes, order, block: null }))
    } catch (error) {
      if (!isNoRoom(error)) throw error
      return kept
    }
  }

  async function read(own: Sealer, opened: Database, onPage: (page: MessagePage) => void): Promise<void> {
    const found = await opened.get('chats', name)
    if (found === undefined) return
    const kept = await openHead(own, found)
    if (kept && await readPages(own, opened, kept, onPage)) {
      state = 'kept'
      become(await reorder(own, opened, kept), allBytes)
    } else {
      await removeChats(opened, [name])
      state = 'discarded'
    }
  }

  return {
    async open(wanted, onPage) {
      key = wanted
      chat = null
      state = 'off'
      await unlock(wanted.secret)
      if (!sealer && !await canSeal()) state = 'refused'
      else await use(async (opened) => {
        const all = await allChats(opened)
        allBytes = all.reduce((sum, { bytes }) => sum + bytes, 0)
        order = Math.max(0, ...all.map(other => other.order)) + 1
        if (sealer) await read(sealer, opened, onPage)
      })
      return chat && (chat as KeptChat).mark // set in the function above, which the compiler does not follow
    },

    add: (page, mark) => {
      const own = sealer
      return chat && own ? use(opened => write(own, opened, page, mark)) : Promise.resolve()
    },

    async keep(secret, pagesOf, mark) {
      await unlock(secret)
      const own = sealer
      if (!own) state = 'refused'
      else await use(async (opened) => {
        await removeChats(opened, [name])
        const series = randomId()
        const head = await createPieces(own, `${name} ${series}`).sealHead({ mark, sums: [] })
        chat = { name, series, revision: randomId(), order, bytes: head.byteLength, head, mark, sums: [] }
        state = 'kept'
        await opened.put('chats', toRecord(chat))
        await write(own, opened, { messages: [], files: [], people: [] }, mark)
        for (const page of pagesOf()) await write(own, opened, page, mark)
      })
    },

    forget: () => use(async (opened) => {
      await removeChats(opened, [name])
      allBytes -= chat?.bytes ?? 0
      chat = null
      state = 'off'
    }),

    clear: () => use(async () => {
      await clearArchive(database)
      allBytes = 0
      chat = null
      state = 'off'
    }),

    state: () => ({ state, bytes: chat?.bytes ?? 0, allBytes }),
  }
}

const earlier = (one: number | null, other: number | null): number | null => one === null || other === null ? one ?? other : Math.min(one, other)

/**
 * Both windows read on from the same messages: where one came to the end, so did both, unless that was the end of what a plan showed
 * that shows more now.
 */
const isStillComplete = (known: ReadingMark, { isHistoryLimited }: ReadingMark): boolean => known.isComplete && (!known.isHistoryLimited || isHistoryLimited)

const toRecord = ({ name, series, revision, order, bytes, head }: KeptChat): ChatRecord => ({ name, series, revision, order, bytes, head })

/** Null for what is no chat, or not one of this secret. */
async function openHead(sealer: Sealer, found: unknown): Promise<KeptChat | null> {
  const kept = toChatRecord(found)
  if (!kept) return null
  const { success, output } = safeParse(keptHead, await createPieces(sealer, `${kept.name} ${kept.series}`).openHead(kept.head))
  return success ? { ...kept, ...output } : null
}

type Change = Pick<KeptChat, 'mark' | 'sums' | 'bytes' | 'order'> & { block: ArrayBuffer | null }

/**
 * Changes what is kept of a chat, and adds a block, in one step; null where that chat is not there any more. A transaction of the database
 * does not wait for what seals: it is done before, and anew where another window was first, which can only have added something.
 */
async function update(sealer: Sealer, opened: Database, own: KeptChat, toNext: (known: KeptChat) => Promise<Change>): Promise<KeptChat | null> {
  const goesOn = (known: KeptChat | null): known is KeptChat => known?.series === own.series && own.sums.every((sum, index) => known.sums[index] === sum)
  for (let known: KeptChat | null = own; goesOn(known);) {
    const { block, ...changed } = await toNext(known)
    const head = await createPieces(sealer, `${own.name} ${own.series}`).sealHead({ mark: changed.mark, sums: changed.sums })
    const next: KeptChat = { ...known, ...changed, head, revision: randomId() }
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
async function readPages(sealer: Sealer, opened: Database, { name, series, sums }: KeptChat, onPage: (page: MessagePage) => void): Promise<boolean> {
  const pieces = createPieces(sealer, `${name} ${series}`)
  for (const [index, sum] of sums.entries()) {
    const contents = await pieces.openPiece(await opened.get('blocks', [name, index + 1]), index, sum)
    const page = contents && fromBlock(contents)
    if (!page) return false
    onPage(page)
  }
  return true
}
