import fc from 'fast-check'
import { expect, test } from 'vitest'
import { secretFor } from '../../../tests/support/a-device-key.ts'
import { aFile, aMessage, aPerson } from '../../../tests/support/history.ts'
import type { Message, MessagePage } from '../message.ts'
import { createArchiveService, type ArchiveService } from './archive-service.ts'
import type { ArchiveDisk } from './disk.ts'
import { NOTHING_READ, type ArchiveNews, type ReadingMark } from './protocol.ts'
import { useNews } from './use-news.ts'

// An archive that follows a chat by beats while it is read, page by page, is in the end the archive of who reads everything anew.

const KEY = { origin: 'https://demo.bitrix24.com', personId: 1, chatId: 7, secret: secretFor(1) }
/** Messages of a page, and how many new ones a beat brings. */
const PAGE = 5
const MOST_NEW = 3
/** As many as change, of those that a beat reads again. */
const RECENT = 2 * PAGE
/** As many are read again: deletions bring older ones among those that change. */
const AGAIN = 10 * PAGE

const TEXTS = ['plan', 'is it done?', 'https://example.com/a', '[url=https://example.org]minutes[/url]', '']

/** A chat as the portal has it, with a clock that moves with everything that happens. */
function aLivingChat(count: number) {
  const messages = new Map<number, Message>()
  let now = 1_000
  let lastId = 0
  const file = (id: number) => aFile({ id, sentAt: id })

  const chat = {
    tick: () => ++now,
    all: () => [...messages.values()].sort((one, other) => one.id - other.id),
    get lastId() {
      return lastId
    },
    page: (some: readonly Message[]): MessagePage => ({
      messages: some, people: [1, 2, 3].map(id => aPerson({ id })), files: some.flatMap(({ fileIds }) => fileIds.map(file)),
    }),
    write(choice: number) {
      lastId += 1 + choice % 2
      messages.set(lastId, aMessage({
        id: lastId, text: TEXTS[choice % TEXTS.length] ?? '', authorId: 1 + choice % 3, fileIds: choice % 4 === 0 ? [lastId] : [],
        replyToId: choice % 3 === 0 && lastId > 2 ? lastId - 2 : null,
      }))
    },
    /** One of the last messages becomes another, whether or not a beat has seen it: of older ones none can tell. */
    change(choice: number, to: (message: Message) => Message | null) {
      const all = chat.all()
      const message = all[all.length - 1 - choice % Math.max(1, Math.min(all.length, RECENT))]
      const next = message && to(message)
      if (next) messages.set(next.id, next)
      else if (message) messages.delete(message.id)
    },
  }
  for (let index = 0; index < count; index += 1) chat.write(index)
  return chat
}

type LivingChat = ReturnType<typeof aLivingChat>

/** What the heart tells: it knows the last messages as they were, all that can change here. */
function aHeart(chat: LivingChat) {
  let after = chat.lastId
  let known = new Map(chat.all().map(message => [message.id, message]))
  return {
    beat(): ArchiveNews {
      const readAt = chat.tick()
      const all = chat.all()
      const behind = all.filter(({ id }) => id > after)
      const now = new Map(all.map(message => [message.id, message]))
      const isGap = behind.length > MOST_NEW
      // those that it read again, and any that went while they were the last
      const end = all.slice(-AGAIN)
      const news = {
        after, isGap, readAt,
        end: isGap ? null : { behind: all.at(-AGAIN - 1)?.id ?? 0, ids: end.map(({ id }) => id), page: chat.page(end) },
        added: chat.page(behind.slice(0, MOST_NEW)),
        changed: chat.page(all.filter(message => known.has(message.id) && known.get(message.id) !== message)),
        deleted: [...known.values()].filter(({ id, isDeleted }) => !now.has(id) || (now.get(id)?.isDeleted && !isDeleted)).map(({ id }) => id),
      }
      after = Math.max(after, all.at(-1)?.id ?? 0)
      known = now
      return news
    },
  }
}

/** What a disk would keep, in memory. */
function aDisk(): ArchiveDisk & { pages: MessagePage[] } {
  const pages: MessagePage[] = []
  let kept: ReadingMark | null = null
  const add = (page: MessagePage, mark: ReadingMark) => {
    if (page.messages.length > 0) pages.push(structuredClone(page))
    kept = mark
  }
  return {
    pages,
    open: (_key, onPage) => {
      pages.forEach(page => onPage(page))
      return Promise.resolve(kept)
    },
    tidy: all => Promise.resolve(void pages.splice(0, Infinity, ...structuredClone([...all()]))),
    add: (page, mark) => Promise.resolve(add(page, mark)),
    keep: (_secret, all, mark) => Promise.resolve([...all()].forEach(page => add(page, mark))),
    forget: () => Promise.resolve(),
    clear: () => Promise.resolve(),
    state: () => ({ state: 'kept', bytes: 0, allBytes: 0 }),
  }
}

/** Reads as the panels' reading does, one step at a time: a page is asked for in one, and arrives in another. */
function aReader(chat: LivingChat, service: ArchiveService) {
  let beganAt = 0
  let asked: { page: MessagePage, readAt: number, isEnd: boolean } | null = null
  let older: { page: MessagePage, readAt: number } | null = null
  let isReading = false
  const news = useNews({
    follow: async told => (await service.follow(told)).isJoined,
    isReading: () => isReading,
    read: () => begin(),
  })

  function begin() {
    isReading = true
    beganAt = performance.now()
  }

  async function newest(): Promise<number> {
    return (await service.clear(null)).newest?.ids[0] ?? 0
  }

  return {
    news, begin,
    get isReading() {
      return isReading
    },
    async ask() {
      if (!isReading || asked) return
      const from = await newest()
      const behind = chat.all().filter(({ id }) => id > from)
      asked = { page: chat.page(behind.slice(0, PAGE)), readAt: chat.tick(), isEnd: behind.length <= PAGE }
    },
    async arrive() {
      if (!asked) return
      const { page, readAt, isEnd } = asked
      asked = null
      await service.append({ page, mark: NOTHING_READ, readAt })
      if (!isEnd) return
      isReading = false
      await news.caughtUp(beganAt)
    },
    async askOlder() {
      const oldest = (await service.clear(null)).oldest?.ids[0] ?? Infinity
      older ??= { page: chat.page(chat.all().filter(({ id }) => id < oldest).slice(-PAGE)), readAt: chat.tick() }
    },
    async arriveOlder() {
      if (older) await service.append({ ...older, mark: NOTHING_READ })
      older = null
    },
  }
}

/** Everything that can be asked of it. */
async function contentsOf(service: ArchiveService): Promise<unknown> {
  const ids = await service.filter({ order: 'oldest' })
  const span = { since: null, until: null, authorIds: null }
  return {
    messages: (await service.messages({ ids: [...ids] })).messages,
    words: await service.filter({ text: 'plan' }),
    links: await service.ask({ question: 'sharedLinks', params: { ...span, text: '', sort: 'recent', limit: 99 } }),
    files: await service.ask({ question: 'sharedFiles', params: { ...span, text: '', kind: null, isDuplicate: false, sort: 'recent', limit: 99 } }),
    authors: await service.ask({ question: 'authors', params: null }),
    activity: await service.ask({ question: 'activity', params: { ...span, now: 0 } }),
  }
}

const edited = (message: Message, choice: number): Message => ({ ...message, text: TEXTS[choice % TEXTS.length] ?? '', isEdited: true, fileIds: [] })

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('write', 'write', 'write', 'edit', 'like', 'shell', 'remove'), choice: fc.nat(29) }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('beat', 'beat', 'tell', 'read', 'ask', 'arrive', 'ask older', 'arrive older'), choice: fc.constant(0) }) },
)

test('whatever is written, edited, liked and deleted while beats and pages come in any order: the archive is that of reading everything again', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 80 }), fc.nat(12), fc.nat(12), async (steps, before, kept) => {
    const chat = aLivingChat(before)
    const disk = aDisk()
    const service = createArchiveService(disk)
    await service.open(KEY)
    await service.append({ page: chat.page(chat.all().slice(-1 - kept)), mark: NOTHING_READ, readAt: chat.tick() })
    const heart = aHeart(chat)
    const told: ArchiveNews[] = []
    const reader = aReader(chat, service)
    const tell = async () => {
      const next = told.shift()
      if (next) await reader.news.take(next)
    }
    for (const { kind, choice } of steps) {
      chat.tick()
      if (kind === 'write') chat.write(choice)
      if (kind === 'edit') chat.change(choice, message => message.isDeleted ? message : edited(message, choice))
      if (kind === 'like') chat.change(choice, message => ({ ...message, likedBy: [...new Set([...message.likedBy, 1 + choice % 3])] }))
      if (kind === 'shell') chat.change(choice, message => ({ ...message, text: '', fileIds: [], isDeleted: true }))
      if (kind === 'remove') chat.change(choice, () => null)
      if (kind === 'beat') told.push(heart.beat())
      if (kind === 'tell') await tell()
      if (kind === 'ask') await reader.ask()
      if (kind === 'arrive') await reader.arrive()
      if (kind === 'read' && !reader.isReading) reader.begin()
      if (kind === 'ask older') await reader.askOlder()
      if (kind === 'arrive older') await reader.arriveOlder()
    }
    // after a gap the next one has the end
    told.push(heart.beat(), heart.beat())
    while (told.length > 0) await tell()
    while (reader.isReading) {
      await reader.ask()
      await reader.arrive()
    }
    expect(reader.news.isBehind.value).toBe(false)
    for (let pages = 0; pages < 30; pages += 1) {
      await reader.arriveOlder()
      await reader.askOlder()
    }

    const anew = createArchiveService(aDisk())
    await anew.append({ page: chat.page(chat.all()), mark: NOTHING_READ, readAt: chat.tick() })
    expect(await contentsOf(service)).toEqual(await contentsOf(anew))
    // and what is kept of it is the same
    const reopened = createArchiveService(disk)
    await reopened.open(KEY)
    expect(await contentsOf(reopened)).toEqual(await contentsOf(anew))
  }), { numRuns: 120 })
})
