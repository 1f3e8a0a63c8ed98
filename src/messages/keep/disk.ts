import { boolean, nonEmpty, nullable, number, object, pipe, safeInteger, safeParse, string, type InferOutput } from 'valibot'
import { keptDatabase, type Connection, type DBSchema, type KeptDatabase } from '../../lib/browser/kept-database.ts'
import type { MessagePage } from '../message.ts'
import { fromBlock, sizeOf, toBlock, type Block } from './block.ts'
import { evict, type DiskLimits } from './evict.ts'
import type { ArchiveKey, ArchiveStatus, DiskState, ReadingMark } from './protocol.ts'

export const DATABASE = 'chatside-archive'
/** Of the stores and of what lies in them. Another version is thrown away, not translated: all of it can be read from the portal again. */
export const VERSION = 4

const record = object({
  name: pipe(string(), nonEmpty()),
  /** By chance, new whenever the chat is kept anew: another window's pages belong to these blocks, or to others that are gone. */
  series: number(),
  /** When this chat was last opened, milliseconds since 1970. */
  usedAt: number(),
  bytes: number(),
  blocks: pipe(number(), safeInteger()),
  mark: object({ isComplete: boolean(), isHistoryLimited: boolean(), unreadable: number(), asOf: nullable(number()) }),
})
export type ChatRecord = InferOutput<typeof record>

export interface ArchiveSchema extends DBSchema {
  /** A chat is here when, and only when, somebody asked to keep it. */
  chats: { key: string, value: ChatRecord }
  /** By chat and number, in the order in which they were read. */
  blocks: { key: [string, number], value: Block }
}

export type Database = Connection<ArchiveSchema>

function archiveDatabase(deadline?: number): KeptDatabase<ArchiveSchema> {
  return keptDatabase<ArchiveSchema>({
    name: DATABASE,
    version: VERSION,
    create(fresh) {
      fresh.createObjectStore('chats', { keyPath: 'name' })
      fresh.createObjectStore('blocks')
    },
    isReplaceable: true,
    // a chat of a million messages is one piece of work
    workDeadline: 150_000,
    ...(deadline === undefined ? {} : { deadline }),
  })
}

/** The archive on this device. Never rejects: what cannot be kept is not, and `state` says why. */
export interface ArchiveDisk {
  /** Hands over what is kept of a chat, page by page. Null when nothing is, or when it is broken: what was handed over is then worth nothing. */
  open(key: ArchiveKey, onPage: (page: MessagePage) => void): Promise<ReadingMark | null>
  /** Adds what was read, where the chat is kept. */
  add(page: MessagePage, mark: ReadingMark): Promise<void>
  /** Keeps the chat from now on, with what has been read of it. */
  keep(pages: Iterable<MessagePage>, mark: ReadingMark): Promise<void>
  forget(): Promise<void>
  /** Takes everything of every chat away. */
  clear(): Promise<void>
  state(): ArchiveStatus['disk']
}

interface DiskOptions {
  limits?: DiskLimits
  now?: () => number
  /** Milliseconds until a database that neither opens nor fails counts as refused: another tab may hold an old one open. */
  deadline?: number
}

const LIMITS: DiskLimits = { bytes: 100_000_000, chats: 20 }

export function openDisk({ limits = LIMITS, now = Date.now, deadline }: DiskOptions = {}): ArchiveDisk {
  const database = archiveDatabase(deadline)
  let name = ''
  let state: DiskState = 'off'
  let chat: ChatRecord | null = null
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

  async function remove(opened: Database, names: readonly string[]): Promise<void> {
    const change = opened.transaction(['chats', 'blocks'], 'readwrite')
    for (const gone of names) {
      void change.objectStore('chats').delete(gone)
      void change.objectStore('blocks').delete(IDBKeyRange.bound([gone], [gone, []]))
    }
    await change.done
  }

  async function write(opened: Database, page: MessagePage, mark: ReadingMark): Promise<void> {
    if (!chat || state === 'full') return
    const own = chat
    const block = page.messages.length > 0 ? toBlock(page) : null
    const size = block ? sizeOf(block) : 0
    const current = { ...own, bytes: own.bytes + size }
    let written: ChatRecord | null = null
    const put = async () => {
      written = await update(opened, own, known => ({
        ...known, usedAt: now(), bytes: known.bytes + size, blocks: known.blocks + (block ? 1 : 0),
        // both windows read on from the same messages: where one came to the end, so did both
        mark: { ...mark, isComplete: mark.isComplete || known.mark.isComplete, asOf: earlier(mark.asOf, known.mark.asOf) },
      }), block)
    }
    const fits = await evict({ opened, current, limits, remove, put })
    if (fits === null) state = 'full'
    else become(written, written ? fits : fits - current.bytes) // set in the function above, which the compiler does not follow
  }

  /** The chat as it is kept now; null when another window took it away or began it anew. */
  function become(kept: ChatRecord | null, bytes: number): void {
    chat = kept
    if (!kept) state = 'off'
    allBytes = bytes
  }

  return {
    async open({ origin, personId, chatId }, onPage) {
      name = JSON.stringify([origin, personId, chatId])
      chat = null
      state = 'off'
      await use(async (opened) => {
        const found = await opened.get('chats', name)
        allBytes = (await opened.getAll('chats')).reduce((sum, { bytes }) => sum + bytes, 0)
        if (found === undefined) return
        const { success, output } = safeParse(record, found)
        if (success && await readPages(opened, output, onPage)) {
          state = 'kept'
          become(await update(opened, output, known => ({ ...known, usedAt: now() }), null), allBytes)
        } else {
          await remove(opened, [name])
          state = 'discarded'
        }
      })
      return chat && (chat as ChatRecord).mark // set in the function above, which the compiler does not follow
    },

    add: (page, mark) => chat ? use(opened => write(opened, page, mark)) : Promise.resolve(),

    keep: (pages, mark) => use(async (opened) => {
      await remove(opened, [name])
      chat = { name, series: Math.random(), usedAt: now(), bytes: 0, blocks: 0, mark }
      state = 'kept'
      await opened.put('chats', chat)
      await write(opened, { messages: [], files: [], people: [] }, mark)
      for (const page of pages) await write(opened, page, mark)
    }),

    forget: () => use(async (opened) => {
      await remove(opened, [name])
      allBytes -= chat?.bytes ?? 0
      chat = null
      state = 'off'
    }),

    clear: () => use(async (opened) => {
      const change = opened.transaction(['chats', 'blocks'], 'readwrite')
      void change.objectStore('chats').clear()
      void change.objectStore('blocks').clear()
      await change.done
      allBytes = 0
      chat = null
      state = 'off'
    }),

    state: () => ({ state, bytes: chat?.bytes ?? 0, allBytes }),
  }
}

const earlier = (one: number | null, other: number | null): number | null => one === null || other === null ? one ?? other : Math.min(one, other)

/** Changes what is kept of a chat, and adds a block, in one step; null where that chat is not there any more. */
async function update(
  opened: Database, { name, series }: ChatRecord, toNext: (known: ChatRecord) => ChatRecord, block: Block | null,
): Promise<ChatRecord | null> {
  const change = opened.transaction(['chats', 'blocks'], 'readwrite')
  const { success, output } = safeParse(record, await change.objectStore('chats').get(name))
  const next = success && output.series === series ? toNext(output) : null
  if (next) void change.objectStore('chats').put(next)
  if (next && block) void change.objectStore('blocks').put(block, [name, next.blocks])
  await change.done
  return next
}

/** Hands over all pages of a chat; false when one is missing or broken. */
async function readPages(opened: Database, { name, blocks }: ChatRecord, onPage: (page: MessagePage) => void): Promise<boolean> {
  for (let number = 1; number <= blocks; number += 1) {
    const page = fromBlock(await opened.get('blocks', [name, number]))
    if (!page) return false
    onPage(page)
  }
  return true
}
