import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aFollowedWorld, type FollowedChat, type FollowedWorld, openFollowed, PEOPLE, VIEWER } from '../../../tests/support/a-followed-chat.ts'
import type { Fault } from '../../../tests/portal/core/faults.ts'
import { type Deed, DeedRefused } from '../../../tests/portal/core/life/deed.ts'
import { TEST_NOW } from '../../../tests/portal/core/rest/test-world.ts'
import type { Undocumented } from '../../../tests/portal/core/world/undocumented.ts'

// The whole heart as the app runs it beside a simulated portal: whatever people do between its beats, and whatever the portal refuses
// meanwhile, in the end all that follows shows what reading anew would.

/** Each beat reads the last ten again, every fourth the last forty: people change what is newer than that. */
const RECENT = 8
/** After so many that nothing disturbs, the forty have been read again. */
const LAST_BEATS = 4

const KINDS = [
  'write', 'write', 'file', 'burst', 'edit', 'edit', 'delete', 'delete', 'delete newest', 'like', 'unlike', 'pin', 'join', 'leave', 'expel', 'appoint', 'dismiss',
  'read', 'read own', 'rename', 'presence', 'beat', 'beat', 'beat', 'refused beat', 'lost beat', 'partial beat', 'reading', 'wait',
] as const
interface Step {
  kind: typeof KINDS[number]
  choice: number
}
const step: fc.Arbitrary<Step> = fc.record({ kind: fc.constantFrom(...KINDS), choice: fc.nat(999) })

/** What no source settles, either way. */
const undocumented: fc.Arbitrary<Undocumented> = fc.record({
  firstIdOrder: fc.constantFrom('oldest-first', 'newest-first'),
  missingCursor: fc.constantFrom('nothing', 'place'),
  deletion: fc.constantFrom('unread-vanishes', 'always-words'),
})

const PRESENCES = ['online', 'away', 'dnd', 'offline'] as const
const PARTS = ['im.dialog.messages.get', 'im.dialog.users.list', 'im.user.get', 'server.time']

function deedsOf({ kind, choice }: Step, { messages, ownerId }: FollowedWorld['chat']): Deed[] {
  const by = 2 + choice % 5
  const recent = messages.count === 0 ? null : messages.at(messages.count - 1 - choice % Math.min(messages.count, RECENT))
  const messageId = kind === 'delete newest' ? messages.lastId : recent?.id ?? 0
  // the portal's own are taken away by whoever owns the chat
  const author = messages.byId(messageId)?.authorId || ownerId
  switch (kind) {
    case 'write': return [{ kind: 'write', by, text: `News ${choice}`, ...(choice % 3 === 0 && recent ? { replyToId: recent.id } : {}) }]
    case 'file': return [{ kind: 'write', by, text: '', file: { name: `${choice}.pdf`, type: 'file', size: choice } }]
    case 'burst': return Array.from({ length: 30 + choice % 60 }, (_unused, index) => ({ kind: 'write', by, text: `Burst ${index}` }))
    case 'edit': return [{ kind: 'edit', by: author, messageId, text: `Edited ${choice}` }]
    case 'delete':
    case 'delete newest': return [{ kind: 'delete', by: author, messageId }]
    case 'like':
    case 'unlike':
    case 'pin': return [{ kind, by, messageId }]
    case 'join': return [{ kind: 'join', by: 1 + choice % PEOPLE.length }]
    case 'leave': return [{ kind: 'leave', by }]
    case 'expel':
    case 'appoint':
    case 'dismiss': return [{ kind, by: ownerId, whom: by }]
    case 'read': return [{ kind: 'read', by }]
    case 'read own': return [{ kind: 'read', by: VIEWER }]
    case 'rename': return [{ kind: 'rename', by, title: `Title ${choice % 3}` }]
    case 'presence': return [{ kind: 'presence', by, presence: PRESENCES[choice % PRESENCES.length] ?? 'online' }]
    default: return []
  }
}

function faultOf({ kind, choice }: Step): Fault | null {
  switch (kind) {
    case 'refused beat': return { side: 'rest', target: '*', fault: { kind: 'http-503' }, times: 1 }
    case 'lost beat': return { side: 'rest', target: '*', fault: { kind: choice % 2 === 0 ? 'cut' : 'cut-after' }, times: 1 }
    case 'partial beat': return { side: 'rest', target: PARTS[choice % PARTS.length] ?? '', fault: { kind: 'http-500' }, times: 1 }
    default: return null
  }
}

async function take(one: Step, { portal, chat }: FollowedWorld, followed: FollowedChat): Promise<void> {
  for (const deed of deedsOf(one, chat)) {
    try {
      portal.life.perform(chat.id, deed)
    } catch (refusal) {
      // people may not do everything everywhere
      if (!(refusal instanceof DeedRefused)) throw refusal
    }
  }
  if (one.kind === 'wait') await vi.advanceTimersByTimeAsync(1_000 * (one.choice % 20))
  if (one.kind === 'reading') await followed.readMessages()
  const fault = faultOf(one)
  if (fault) portal.addFault(fault)
  if (one.kind.endsWith('beat')) await followed.beat()
  portal.clearFaults()
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: TEST_NOW })
})

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('whatever people do between beats, and whatever the portal refuses: what is shown in the end is what an opening reads', async () => {
  const steps = fc.array(step, { minLength: 5, maxLength: 25 })
  await fc.assert(fc.asyncProperty(steps, fc.oneof(fc.nat(4), fc.nat(70)), undocumented, async (all, before, portal) => {
    vi.setSystemTime(TEST_NOW)
    const world = aFollowedWorld(before, portal)
    const followed = await openFollowed(world)
    for (const one of all) await take(one, world, followed)
    for (let beat = 0; beat < LAST_BEATS; beat += 1) await followed.beat()
    const anew = await openFollowed(world)
    try {
      expect(followed.shown()).toEqual(anew.shown())
    } finally {
      followed.close()
      anew.close()
    }
  }), { numRuns: 30 })
})
