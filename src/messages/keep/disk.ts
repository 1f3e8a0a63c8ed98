import { randomId } from '../../lib/browser/random-id.ts'
import { canSeal, createPieces } from '../../lib/browser/sealed-pieces.ts'
import { createSealer, type Sealer } from '../../lib/browser/sealing.ts'
import type { MessagePage } from '../message.ts'
import { ARCHIVE, allChats, archiveDatabase, chatName, clearArchive, removeChats, type Database, evict, isNoRoom, type DiskLimits } from './archive-database.ts'
import { toBlock } from './block.ts'
import { type KeptChat, openHead, readPages, removeSeries, rewrite, toRecord, update } from './kept-chat.ts'
import type { ArchiveKey, ArchiveStatus, DiskState, ReadingMark } from './protocol.ts'

/**
 * The archive on this device, encrypted with a secret that is not there. Never rejects: what cannot be kept is not, and `state` says why.
 */
export interface ArchiveDisk {
  /**
   * Hands over what is kept of a chat, page by page. Null when nothing is, or when it is broken: what was handed over is then worth
   * nothing, as is what comes before `onBegin`: all pages come from there on.
   */
  open(key: ArchiveKey, onPage: (page: MessagePage) => void, onBegin?: () => void): Promise<ReadingMark | null>
  /**
   * Writes a chat that was just opened anew, from all that was handed over, where it takes far more room than that needs. What cannot
   * be written leaves everything as it was.
   */
  tidy(pagesOf: () => Iterable<MessagePage>): Promise<void>
  /** Adds what was read, where the chat is kept. */
  add(page: MessagePage, mark: ReadingMark): Promise<void>
  /**
   * Keeps the chat from now on, with what has been read of it; not without a secret. The pages are asked for anew where the browser makes
   * the work be repeated.
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
  /** The chat as all of it was handed over. */
  let handedOver: KeptChat | null = null

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

  async function read(own: Sealer, opened: Database, onPage: (page: MessagePage) => void, onBegin: () => void): Promise<void> {
    for (;;) {
      onBegin()
      const found = await opened.get('chats', name)
      if (found === undefined) return
      const kept = await openHead(own, found)
      if (kept && await readPages(own, opened, kept, onPage)) {
        state = 'kept'
        const next = await reorder(own, opened, kept)
        handedOver = next?.series === kept.series && next.sums.length === kept.sums.length ? next : null
        become(next, allBytes)
        return
      }
      // another window may have written it anew meanwhile
      if (await removeSeries(opened, name, found)) break
    }
    state = 'discarded'
  }

  return {
    async open(wanted, onPage, onBegin = () => undefined) {
      key = wanted
      chat = null
      state = 'off'
      await unlock(wanted.secret)
      if (!sealer && !await canSeal()) state = 'refused'
      else await use(async (opened) => {
        const all = await allChats(opened)
        allBytes = all.reduce((sum, { bytes }) => sum + bytes, 0)
        order = Math.max(0, ...all.map(other => other.order)) + 1
        if (sealer) await read(sealer, opened, onPage, onBegin)
      })
      return chat && (chat as KeptChat).mark // set in the function above, which the compiler does not follow
    },

    async tidy(pagesOf) {
      const [own, whole] = [sealer, chat]
      if (!own || !whole || whole !== handedOver) return
      const tidied = await database.use(opened => rewrite(own, opened, whole, pagesOf)).catch(() => null)
      if (tidied) become(tidied, allBytes - whole.bytes + tidied.bytes)
    },

    add: (page, mark) => {
      const own = sealer
      return chat && own ? use(opened => write(own, opened, page, mark)) : Promise.resolve()
    },

    async keep(secret, pagesOf, mark) {
      await unlock(secret)
      const own = sealer
      if (!own) state = await canSeal() ? 'unanswered' : 'refused'
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
