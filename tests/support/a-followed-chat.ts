/** A chat on the simulated portal, and a sidebar beside it that is followed by the app's own heart: stores, pacing and door as they ship. */
import { createPinia, type Pinia } from 'pinia'
import { vi } from 'vitest'
import { createApp, effectScope } from 'vue'
import { type Command, type Outcome, type Portal, portalKey } from '../../src/bitrix24/index.ts'
import { dialogKey } from '../../src/chat/beside.ts'
import { useChatStore } from '../../src/chat/chat-store.ts'
import { type DialogId, parseDialogId } from '../../src/chat/dialog-id.ts'
import { type News, useLive } from '../../src/chat/live/live-store.ts'
import type { Message } from '../../src/messages/message.ts'
import { toReadPage } from '../../src/messages/read-page.ts'
import { type MembersState, useMembersStore } from '../../src/people/members-store.ts'
import type { Portal as SimulatedPortal } from '../portal/core/facade.ts'
import { createPortal } from '../portal/core/portal.ts'
import { aChat, aPerson, aWorld, TEST_NOW } from '../portal/core/rest/test-world.ts'
import { createMemberList } from '../portal/core/world/member-list.ts'
import { createMessageList } from '../portal/core/world/message-list.ts'
import type { Chat } from '../portal/core/world/model.ts'
import type { Undocumented } from '../portal/core/world/undocumented.ts'
import { DIALOG_ID, doorTo } from './a-conversation.ts'
import { aPortal } from './a-portal.ts'

export const VIEWER = 1
export const PEOPLE = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
const MEMBERS = 6
/** More than a conversation of these tests has. */
const MOST_PAGES = 100

export interface FollowedWorld {
  portal: SimulatedPortal
  chat: Chat
}

/** A group of six with so many messages, all read; its clock is `Date`. */
export function aFollowedWorld(count: number, undocumented: Undocumented = {}): FollowedWorld {
  const world = aWorld({ limits: { operatingSeconds: null, burst: 10_000 } })
  world.settings.undocumented = undocumented
  world.people = new Map(PEOPLE.map(id => [id, aPerson({ id, firstName: `Person ${id}`, presence: id % 2 === 0 ? 'offline' : 'online' })]))
  const messageAt = (position: number) => ({
    id: 101 + position * 3, authorId: 1 + position % MEMBERS, createdAt: TEST_NOW - 60_000, text: `Message ${position}`, likedBy: [], fileIds: [], systemCode: '',
  })
  let lastId = messageAt(count).id
  const messages = createMessageList({ count, idAt: position => messageAt(position).id, messageAt }, () => lastId += 2)
  const members = createMemberList(() => PEOPLE.slice(0, MEMBERS), id => ({
    historyFromId: 0, lastReadId: messages.lastId, lastReadAt: TEST_NOW, isManager: id === 2, isMuted: false,
  }))
  const chat = aChat({ id: 10, messages, members })
  world.chats.set(10, chat)
  return { chat, portal: createPortal({ world, now: Date.now, seed: 'follow' }) }
}

/** What somebody would see in the panels. */
export interface Shown {
  overview: unknown
  people: unknown
  messages: readonly Message[]
}

export interface FollowedChat {
  /** The next beat, and all that comes of it. */
  beat(): Promise<void>
  /** The list of messages is read again from the portal, as a panel does between beats. */
  readMessages(): Promise<void>
  shown(): Shown
  close(): void
}

interface Page {
  door: Pick<Portal, 'readBatch' | 'batch'>
  beats(): number
  /** Waits for all requests, and for what they bring. */
  settle(): Promise<void>
  pinia: Pinia
  run<Value>(work: () => Value): Value
  close(): void
}

function aPage({ portal }: FollowedWorld, dialogId: DialogId): Page {
  // a page gives way without its timers, which are the test's
  vi.stubGlobal('scheduler', { yield: () => Promise.resolve() })
  const { readBatch } = doorTo({ portal, clock: { time: 0 }, viewerId: VIEWER })
  let beats = 0
  let underWay: Promise<unknown> = Promise.resolve()
  function following<Value>(request: Promise<Value>): Promise<Value> {
    underWay = Promise.allSettled([underWay, request])
    return request
  }
  const door: Page['door'] = {
    readBatch(commands, options) {
      beats += 1
      return following(readBatch(commands, options))
    },
    async batch<Name extends string>(commands: Readonly<Record<Name, Command>>) {
      const { outcomes } = await following(readBatch(commands))
      return outcomes as Record<Name, Outcome> // this portal answers each command
    },
  }
  const app = createApp({ render: () => null })
  const pinia = createPinia()
  app.use(pinia)
  // nothing is kept, and there are no other frames
  app.provide(portalKey, { ...aPortal({ opening: { chat: dialogId.text, userOption: () => undefined, appOption: () => 'no' } }), ...door })
  app.provide(dialogKey, dialogId)
  const scope = effectScope()
  return {
    door,
    pinia,
    beats: () => beats,
    async settle() {
      for (let last: unknown; last !== underWay;) {
        last = underWay
        await underWay
        await vi.advanceTimersByTimeAsync(0)
      }
    },
    run(work) {
      const value = app.runWithContext(() => scope.run(() => ({ value: work() })))
      if (!value) throw new Error('The page is closed.')
      return value.value
    },
    close: () => scope.stop(),
  }
}

async function readAll({ batch }: Page['door'], dialogId: DialogId): Promise<Message[]> {
  const found: Message[] = []
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { messages } = await batch({
      messages: { method: 'im.dialog.messages.get', params: { DIALOG_ID: dialogId.text, LIMIT: 50, LAST_ID: found[0]?.id ?? 0 } },
    })
    const read = messages.ok ? toReadPage(messages.value)?.messages ?? [] : []
    if (read.length === 0) return found
    found.unshift(...[...read].sort((one, other) => one.id - other.id))
  }
  throw new Error('The conversation has no beginning.')
}

/** A list of messages that is kept by what the news promise. */
function aMessageList(read: () => Promise<Message[]>) {
  let held = new Map<number, Message>()
  const readMessages = async (): Promise<void> => {
    held = new Map((await read()).map(message => [message.id, message]))
  }
  return {
    readMessages,
    take({ added, isGap, changed, deleted, end }: News): Promise<void> | undefined {
      for (const message of [...added.messages, ...changed.messages, ...end?.page.messages ?? []]) held.set(message.id, message)
      const shells = new Set(changed.messages.map(({ id }) => id))
      for (const id of deleted) if (!shells.has(id)) held.delete(id)
      if (end) for (const id of held.keys()) if (id > end.behind && !end.ids.includes(id)) held.delete(id)
      return isGap ? readMessages() : undefined
    },
    messages: () => [...held.values()].sort((one, other) => one.id - other.id),
  }
}

/** Opens a sidebar beside the chat, which shows Overview, People and a list of all messages; needs a clock of the test's own. */
export async function openFollowed(world: FollowedWorld): Promise<FollowedChat> {
  const dialogId = parseDialogId(DIALOG_ID)
  if (!dialogId) throw new Error('no dialog id')
  const page = aPage(world, dialogId)
  const { pinia, settle } = page
  const { store, live, people } = page.run(() => ({ store: useChatStore(pinia), live: useLive(pinia), people: useMembersStore(pinia) }))
  await store.load(dialogId)
  page.run(() => people.show(dialogId))
  const list = aMessageList(() => readAll(page.door, dialogId))
  await list.readMessages()
  await settle()
  let reading: Promise<void> | undefined
  page.run(() => {
    live.followEverybody()
    live.follow((news) => { reading = list.take(news) ?? reading })
  })
  live.start(dialogId)

  return {
    async beat() {
      const before = page.beats()
      live.ask()
      while (page.beats() === before) await vi.advanceTimersToNextTimerAsync()
      await settle()
      await reading
      await settle()
    },
    readMessages: list.readMessages,
    shown: () => ({ overview: store.chat.state === 'ready' ? { ...store.chat.overview, readAt: null } : store.chat, people: peopleOf(people.members), messages: list.messages() }),
    close() {
      live.stop()
      page.close()
    },
  }
}

function peopleOf(state: MembersState): unknown {
  return state.state === 'ready' ? { ...state.list, ahead: 0 } : state
}
