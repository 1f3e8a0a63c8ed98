/** A chat on the simulated portal, and the door through which a reading reaches it: real REST, real door, a clock of the test's own. */
import { vi } from 'vitest'
import type { Command, Portal as Door } from '../../src/bitrix24/index.ts'
import { readBatch } from '../../src/bitrix24/read-batch.ts'
import type { Clock } from '../../src/messages/read/pace.ts'
import { createPortal } from '../portal/core/portal.ts'
import type { Portal, PortalOptions } from '../portal/core/facade.ts'
import { aChat, aWorld, TEST_NOW } from '../portal/core/rest/test-world.ts'
import { createMessageList } from '../portal/core/world/message-list.ts'
import type { Chat, FileInfo, Member, Message, World } from '../portal/core/world/model.ts'
import type { Undocumented } from '../portal/core/world/undocumented.ts'

const MINUTE = 60_000
/** What every request costs on its way, milliseconds. */
const LATENCY_MS = 150
/** How long the door waits in these tests where the portal keeps silent. */
const SHORT_DEADLINE_MS = 15

export interface ConversationPlan {
  count: number
  /** Of the viewer. */
  unread?: number
  hiddenBefore?: number
  limitedBefore?: number
  undocumented?: Undocumented
  portal?: Partial<PortalOptions>
  limits?: Partial<World['settings']['limits']>
}

export interface Conversation {
  portal: Portal
  chat: Chat
  door: Pick<Door, 'readBatch'>
  clock: Clock & { time: number }
  /** Requests that reached the portal. */
  requests: () => number
  /** Ids that the viewer may see now, ascending. */
  visibleIds: () => number[]
  idAt: (position: number) => number
  write: () => number
}

export const DIALOG_ID = 'chat10'

/** Ids with gaps, as a portal counts them for all its chats together. */
const idAt = (position: number): number => 1_000 + position * 7 + position % 3

function messageAt(position: number, count: number): Message {
  const id = idAt(position)
  const isSystem = position % 41 === 0
  return {
    id,
    authorId: isSystem ? 0 : 1 + position % 4,
    createdAt: TEST_NOW - (count - position) * MINUTE,
    text: isSystem ? '[USER=1 REPLACE]Ada Byron[/USER] joined the chat' : `Message ${position}`,
    likedBy: position % 9 === 0 && !isSystem ? [1, 2] : [],
    fileIds: position % 16 === 5 && !isSystem ? [id * 4] : [],
    ...(position % 13 === 7 && !isSystem ? { replyToId: idAt(position - 1) } : {}),
    systemCode: isSystem ? 'CHAT_JOIN' : '',
  }
}

function filesOf(count: number): Map<number, FileInfo> {
  return new Map(Array.from({ length: count }, (_unused, position) => messageAt(position, count)).flatMap(({ fileIds, createdAt }) =>
    fileIds.map(id => [id, { id, name: `Plan ${id}.PDF`, type: 'file' as const, size: id, authorId: 1, createdAt }])))
}

/** A conversation with its portal; `fetch` is that portal's until the test ends. */
export function aConversation(plan: ConversationPlan): Conversation {
  const { count, unread = 0, hiddenBefore = 0 } = plan
  const world = aWorld(plan.limits ? { limits: plan.limits } : {})
  if (plan.undocumented) world.settings.undocumented = plan.undocumented
  let lastNewId = idAt(count + 10)
  const messages = createMessageList({ count, idAt, messageAt: position => messageAt(position, count) }, () => {
    lastNewId += 3
    return lastNewId
  })
  const members: Member[] = [1, 2, 3, 4].map(personId => ({
    personId, historyFromId: hiddenBefore > 0 ? idAt(hiddenBefore) : 0, lastReadId: unread >= count ? 0 : idAt(count - 1 - unread), lastReadAt: null,
    isManager: false, isMuted: false,
  }))
  const chat = aChat({
    id: 10, messages, files: filesOf(count), historyLimitedBeforeId: plan.limitedBefore === undefined ? null : idAt(plan.limitedBefore),
    members: {
      count: members.length, at: index => members[index] ?? raise(), of: id => members.find(({ personId }) => personId === id),
      add: () => false, remove: id => members.splice(members.findIndex(({ personId }) => personId === id), 1).length > 0,
    },
  })
  world.chats.set(10, chat)
  const clock = aClock()
  const portal = createPortal({ world, now: () => clock.time, seed: 'test', ...plan.portal })
  const door = doorTo({ portal, clock, viewerId: 1 })

  return {
    portal,
    chat,
    clock,
    idAt,
    door,
    requests: () => portal.log.filter(({ kind }) => kind === 'rest').length,
    visibleIds: () => {
      const first = Math.max(messages.lowerBound(Math.max(chat.historyLimitedBeforeId ?? 0, members[0]?.historyFromId ?? 0)), 0)
      return Array.from({ length: messages.count - first }, (_unused, index) => messages.at(first + index).id)
    },
    write: () => messages.add({ authorId: 2, createdAt: clock.time, text: 'New', likedBy: [], fileIds: [], systemCode: '' }).id,
  }
}

/** The door of a person to a simulated portal; `fetch` is that portal's until the test ends. */
export function doorTo({ portal, clock, viewerId }: { portal: Portal, clock: { time: number }, viewerId: number }): Conversation['door'] {
  vi.stubGlobal('fetch', fetchFrom(portal, clock))
  const newToken = () => Object.fromEntries(portal.openRaw({ viewerId, language: 'en', placement: 'DEFAULT', placementOptions: {} }).fields)['AUTH_ID'] ?? ''
  const toAuth = (token: string) => ({ access_token: token, refresh_token: '', expires: 0, expires_in: 3_600, domain: '', member_id: '' })
  let token = newToken()
  const auth = {
    getAuthData: () => toAuth(token),
    refreshAuth: async () => {
      token = newToken()
      return toAuth(token)
    },
  }
  return {
    readBatch: <Name extends string>(commands: Readonly<Record<Name, Command>>, options = {}) =>
      readBatch({ auth }, { origin: 'https://demo.bitrix24.com' }, commands, { ...options, deadlineMs: SHORT_DEADLINE_MS }),
  }
}

function raise(): never {
  throw new RangeError('empty')
}

function aClock(): Conversation['clock'] {
  const clock: Conversation['clock'] = {
    time: TEST_NOW,
    now: () => clock.time,
    wait: async (ms, signal) => {
      signal?.throwIfAborted()
      clock.time += ms
    },
  }
  return clock
}

function fetchFrom(portal: Portal, clock: { time: number }): typeof fetch {
  return async (address, { method = 'GET', body, signal } = {}) => {
    signal?.throwIfAborted()
    const { pathname, search } = new URL(String(address))
    const reply = portal.rest({
      method, path: pathname, query: search.slice(1), headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' }, body: String(body), ip: '198.51.100.7',
    })
    clock.time += LATENCY_MS + ('delayMs' in reply ? reply.delayMs : 0)
    if (reply.kind === 'silence') return await new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)))
    if (reply.kind === 'cut') throw new TypeError('Failed to fetch')
    return new Response(reply.body, { status: reply.status, headers: reply.headers })
  }
}
