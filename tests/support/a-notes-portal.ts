/** A group on the simulated portal, and people who open its notes beside it, each through a door of their own: REST, rights and refusals as they are there. */
import type { ApplicationChannel, Command, Opening, Outcome, Portal as Door } from '../../src/bitrix24/index.ts'
import { PortalError } from '../../src/bitrix24/index.ts'
import { addLateMethods } from '../../src/bitrix24/late-methods.ts'
import { isRead } from '../../src/bitrix24/methods.ts'
import { toPortalError } from '../../src/bitrix24/to-portal-error.ts'
import type { Portal, PortalOptions } from '../portal/core/facade.ts'
import { createPortal } from '../portal/core/portal.ts'
import { aChat, aPerson, aWorld, TEST_NOW } from '../portal/core/rest/test-world.ts'
import { createMemberList } from '../portal/core/world/member-list.ts'
import { createMessageList } from '../portal/core/world/message-list.ts'
import type { Undocumented } from '../portal/core/world/undocumented.ts'
import { aPortal } from './a-portal.ts'

/** An administrator who is not in the group, its owner, three members, somebody outside, and a guest of the company. */
export const PEOPLE = { admin: 1, owner: 2, anna: 3, tom: 4, ben: 5, outsider: 6, guest: 7 } as const
export const GROUP = 10
/** Of `anna` with `tom`. */
export const CONVERSATION = 12
const MEMBERS: readonly number[] = [PEOPLE.owner, PEOPLE.anna, PEOPLE.tom, PEOPLE.ben]

export interface NotesPortal {
  portal: Portal
  /** Moves the portal's clock by so many milliseconds; each request moves it by one second. */
  pass(ms: number): void
  /** A person's own door; what it hears on the application's channel comes from all doors. */
  doorOf(personId: number): Door
  /** By hand: the portal's answer without `time`, and its status. */
  call(personId: number, method: string, params?: Record<string, unknown>): { status: number, answer: Record<string, unknown> }
  /** Methods that reached the portal since the last call, those of a batch by themselves. */
  asked(): string[]
  /** All that went over the application's channel. */
  published: string[]
  /** How many hear it. */
  listeners(): number
  /** Whoever opens the channel waits until the function that it gives is called. */
  holdChannels(): () => void
  /** Nobody gets the channel. */
  refuseChannels(isRefused: boolean): void
  /** What is said from now on is heard by nobody, as while a connection is broken. */
  loseWords(isLost: boolean): void
}

export interface NotesPlan extends Pick<PortalOptions, 'unresolvedReferences'> {
  undocumented?: Undocumented
  /** Besides those that every app has. */
  scopes?: string[]
  /** So many more members of the group, with ids from 101 on. */
  crowd?: number
}

export function aNotesPortal({ undocumented = {}, scopes = ['entity', 'pull'], crowd = 0, ...options }: NotesPlan = {}): NotesPortal {
  addLateMethods()
  const world = aWorld({ limits: { operatingSeconds: null, burst: 1_000_000 } })
  world.settings.undocumented = undocumented
  world.app.scopes.push(...scopes)
  const people = Object.entries(PEOPLE).map(([name, id]) => aPerson({ id, firstName: name, isAdmin: id === PEOPLE.admin, isExtranet: id === PEOPLE.guest }))
  const more = Array.from({ length: crowd }, (_unused, index) => aPerson({ id: 101 + index }))
  world.people = new Map([...people, ...more].map(person => [person.id, person]))
  const member = { historyFromId: 0, lastReadId: 0, lastReadAt: TEST_NOW, isManager: false, isMuted: false }
  const aList = (ids: readonly number[]) => createMemberList(() => ids, () => ({ ...member }))
  let lastId = 100
  const messages = () => createMessageList({ count: 0, idAt: () => 0, messageAt: () => { throw new RangeError('empty') } }, () => lastId += 1)
  world.chats = new Map([
    aChat({ id: GROUP, ownerId: PEOPLE.owner, members: aList([...MEMBERS, ...more.map(({ id }) => id)]), messages: messages() }),
    aChat({ id: CONVERSATION, messageType: 'P', type: 'private', members: aList([PEOPLE.anna, PEOPLE.tom]), messages: messages() }),
  ].map(chat => [chat.id, chat]))
  world.privateChats = new Map([[`${PEOPLE.anna}:${PEOPLE.tom}`, CONVERSATION]])
  let time = TEST_NOW
  const portal = createPortal({ world, now: () => time, seed: 'notes', ...options })
  const tokens = new Map<number, string>()
  const hearers = new Set<(token: string) => void>()
  const published: string[] = []
  let channelsOpen = Promise.resolve()
  let areRefused = false
  let areLost = false

  function tokenOf(personId: number): string {
    const known = tokens.get(personId)
    if (known !== undefined) return known
    const fresh = Object.fromEntries(portal.openRaw({ viewerId: personId, language: 'en', placement: 'DEFAULT', placementOptions: {} }).fields)['AUTH_ID'] ?? ''
    tokens.set(personId, fresh)
    return fresh
  }

  function send(personId: number, method: string, params: Record<string, unknown>) {
    time += 1_000
    return portal.rest({
      method: 'POST', path: `/rest/${method}`, query: '', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ...params, auth: tokenOf(personId) }), ip: '198.51.100.7',
    })
  }

  /** @throws PortalError as the door makes it */
  function ask(personId: number, method: string, params: Record<string, unknown>): unknown {
    const reply = send(personId, method, params)
    if (reply.kind !== 'answer') throw new PortalError(reply.kind === 'cut' ? 'offline' : 'timeout', { method })
    const answer = toJson(reply.body, method)
    if (typeof answer['error'] !== 'string') return answer['result']
    if (answer['error'] === 'expired_token') tokens.delete(personId)
    throw toPortalError(Object.assign(new Error(String(answer['error_description'])), { code: answer['error'], status: reply.status }), method)
  }

  async function batch<Name extends string>(personId: number, commands: Readonly<Record<Name, Command>>): Promise<Record<Name, Outcome>> {
    const lines = Object.entries<Command>(commands).map(([name, { method, params = {} }]) => [name, `${method}?${new URLSearchParams(toTexts(params)).toString()}`])
    const answer = Object(ask(personId, 'batch', { halt: 0, cmd: Object.fromEntries(lines) }))
    const rows = Object.entries<Command>(commands).map(([name, { method }]) => {
      const refusal = Object(answer['result_error'])[name]
      const error = refusal && toPortalError(Object.assign(new Error(String(refusal.error_description)), { code: refusal.error, status: 200 }), method)
      return [name, error ? { ok: false, error } : { ok: true, value: Object(answer['result'])[name], total: null }]
    })
    return Object.fromEntries(rows)
  }

  async function openChannel(personId: number): Promise<ApplicationChannel | null> {
    await channelsOpen
    return scopes.includes('pull') && !areRefused ? aChannel(personId) : null
  }

  function aChannel(personId: number): ApplicationChannel {
    const own = new Set<(token: string) => void>()
    return {
      async publish(token) {
        ask(personId, 'pull.application.event.add', { COMMAND: 'chatside.told', PARAMS: { token } })
        published.push(token)
        if (!areLost) for (const hear of [...hearers]) hear(token)
      },
      listen(hear) {
        hearers.add(hear)
        own.add(hear)
        return () => hearers.delete(hear)
      },
      close: () => own.forEach(hear => hearers.delete(hear)),
    }
  }

  return {
    portal,
    published,
    listeners: () => hearers.size,
    holdChannels() {
      let letIn: () => void = () => undefined
      channelsOpen = new Promise((resolve) => { letIn = resolve })
      return () => letIn()
    },
    refuseChannels: (isRefused) => { areRefused = isRefused },
    loseWords: (isLost) => { areLost = isLost },
    pass: (ms) => { time += ms },
    call(personId, method, params = {}) {
      const reply = send(personId, method, params)
      if (reply.kind !== 'answer') throw new Error(`${method}: ${reply.kind}`)
      const answer = Object.entries(toJson(reply.body, method)).filter(([name]) => name !== 'time')
      return { status: reply.status, answer: Object.fromEntries(answer) }
    },
    asked() {
      const methods = portal.log.flatMap(entry => entry.kind === 'rest' ? (entry.method === 'batch' ? entry.commands : [entry.method]) : [])
      portal.clearLog()
      return methods
    },
    doorOf(personId) {
      const opening: Partial<Opening> = { isAdmin: personId === PEOPLE.admin, userOption: () => undefined }
      return {
        ...aPortal({ opening, openApplicationChannel: () => openChannel(personId) }),
        call: async ({ method, params = {} }) => ask(personId, method, params),
        batch: commands => batch(personId, commands),
        async readBatch(commands) {
          const wrong = Object.values<Command>(commands).find(({ method }) => !isRead(method))
          if (wrong) throw new TypeError('Only commands that read may be sent so')
          return { outcomes: await batch(personId, commands), work: {}, duration: null, operating: null, operatingResetAt: null }
        },
      }
    },
  }
}

function toTexts(params: Record<string, unknown>): [string, string][] {
  return Object.entries(params).map(([name, value]) => [name, String(value)])
}

function toJson(body: string, method: string): Record<string, unknown> {
  try {
    const answer: unknown = JSON.parse(body)
    if (typeof answer === 'object' && answer !== null) return { ...answer }
  } catch {
    throw new PortalError('bad-answer', { method })
  }
  throw new PortalError('bad-answer', { method })
}
