/** Following a chat ends where reading it again would. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aFile, aMessage, aPage, aPerson } from '../../../tests/support/history.ts'
import type { ArchiveNews } from '../keep/protocol.ts'
import { withoutWords, type Message } from '../message.ts'
import { describeMessage } from './describe-message.ts'
import { followMissed } from './follow-missed.ts'
import { MARK_WORDS, toMarkWords } from './mark-words.ts'
import type { Missed } from './read-missed.ts'

const WORDS = toMarkWords(MARK_WORDS)
const TEXTS = ['Hello', 'Is it?', '[USER=1]Me[/USER], is it?', 'Decision: yes', 'https://example.com'] as const

function asRead(messages: readonly Message[], fields: Partial<Missed> = {}): Missed {
  return {
    described: messages.map(message => describeMessage(message, WORDS)), page: aPage(messages), authors: new Map(), afterId: 2, lastReadId: 2,
    resume: null, error: null, isHistoryLimited: false, unreadable: 0, ...fields,
  }
}

/** Of a message of one of the first few ids; one that is not there is left alone. */
const aDeed = fc.oneof(
  fc.record({ kind: fc.constant('write'), text: fc.constantFrom(...TEXTS) }),
  fc.record({ kind: fc.constantFrom('edit', 'like', 'delete', 'take away'), id: fc.integer({ min: 1, max: 20 }), text: fc.constantFrom(...TEXTS) }),
)

test('any deeds, told in any beats, end as if the chat were read again', () => {
  const aBeat = fc.record({ deeds: fc.array(aDeed, { maxLength: 5 }), behind: fc.option(fc.nat(8)) })
  fc.assert(fc.property(fc.nat(8), fc.array(aBeat, { maxLength: 6 }), (count, beats) => {
    const world = new Map(Array.from({ length: count }, (_unused, index) => [index + 1, aMessage({ id: index + 1 })]))
    const afterId = Math.min(2, count)
    let missed = asRead([...world.values()], { afterId })
    const away = new Set<number>()
    let end = count
    for (const { deeds, behind } of beats) {
      const after = Math.max(0, ...world.keys())
      const known = new Map(world)
      const touched = new Set<number>()
      const gone: number[] = []
      for (const deed of deeds) {
        if (deed.kind === 'write') {
          end += 1
          world.set(end, aMessage({ id: end, text: deed.text }))
          continue
        }
        const id = 'id' in deed ? deed.id : 0
        const message = world.get(id)
        if (!message || message.isDeleted) continue
        if (deed.kind === 'edit') world.set(id, { ...message, text: deed.text, isEdited: true })
        else if (deed.kind === 'like') world.set(id, { ...message, likedBy: [...message.likedBy, 5] })
        else if (deed.kind === 'delete') world.set(id, withoutWords(message))
        touched.add(id)
        if (deed.kind !== 'take away') continue
        // nobody has heard what became of it before that
        const before = known.get(id)
        if (before) world.set(id, withoutWords(before))
        else world.delete(id)
        away.add(id)
        gone.push(id)
      }
      const now = (wanted: (id: number) => boolean) => aPage([...world.values()].filter(({ id }) => wanted(id)))
      // the end of the chat alone says all that is behind it, also when more came than the beat brings
      const isEndEnough = behind !== null && behind <= after
      const there = isEndEnough ? now(id => id > behind && !away.has(id)) : null
      const followed = followMissed(missed, {
        after, readAt: 0,
        added: isEndEnough ? aPage([]) : now(id => id > after && !away.has(id)),
        isGap: isEndEnough,
        deleted: gone.filter(id => !isEndEnough || id <= behind),
        changed: now(id => id <= after && touched.has(id) && !gone.includes(id)),
        end: there && { behind: behind ?? 0, ids: there.messages.map(({ id }) => id), page: there },
      }, WORDS)
      expect(followed.isBehind).toBe(false)
      missed = followed.missed
    }
    expect(missed).toEqual(asRead([...world.values()], { afterId }))
  }), { numRuns: 400 })
})

const news = (fields: Partial<ArchiveNews>): ArchiveNews => (
  { after: 3, added: aPage([]), isGap: false, changed: aPage([]), deleted: [], end: null, readAt: 0, ...fields }
)
const THREE = [aMessage({ id: 1 }), aMessage({ id: 2 }), aMessage({ id: 3 })]

test.each([
  ['begin behind a message that is not here', news({ after: 5, added: aPage([aMessage({ id: 6 })]) })],
  ['are more than a beat brings', news({ isGap: true, added: aPage([aMessage({ id: 4 })]) })],
])('messages that %s are not taken in, and what was read is behind', (_name, told) => {
  const missed = asRead(THREE)
  expect(followMissed(missed, told, WORDS)).toEqual({ missed, isBehind: true })
})

test('what was not read to the end is not continued: it is read in its order', () => {
  const missed = asRead(THREE, {
    resume: { version: 1, dialogId: 'chat7', direction: 'oldest-first', since: null, until: null, fromMessageId: null, lastId: 3, anchors: [], read: 3, isEnd: false },
  })
  expect(followMissed(missed, news({ added: aPage([aMessage({ id: 4 })]) }), WORDS)).toEqual({ missed, isBehind: false })
})

test('people and files that news name are known, each once and as they were last said', () => {
  const { missed } = followMissed(asRead(THREE, { page: aPage(THREE, { people: [aPerson({ id: 1, name: 'Before' })], files: [aFile({ id: 7, name: 'old.pdf' })] }) }), news({
    added: aPage([aMessage({ id: 4 })], { people: [aPerson({ id: 1, name: 'After' }), aPerson({ id: 2 })], files: [aFile({ id: 7, name: 'new.pdf' })] }),
  }), WORDS)
  expect(missed.page.people.map(({ name }) => name)).toEqual(['After', 'Person 2'])
  expect(missed.page.files.map(({ name }) => name)).toEqual(['new.pdf'])
})

test('the end of the chat as it is now counts, whatever was known of it', () => {
  const edited = aMessage({ id: 2, text: 'other words', isEdited: true })
  const { missed } = followMissed(asRead(THREE), news({ end: { behind: 1, ids: [2], page: aPage([edited]) } }), WORDS)
  expect(missed.page.messages).toEqual([THREE[0], edited, withoutWords(THREE[2] ?? edited)])
})

test('what was told of a message before stays where a beat does not say it, but not of one that is deleted', () => {
  const missed = asRead([aMessage({ id: 3, replyToId: 1, forwardedFrom: 503 }), aMessage({ id: 4, replyToId: 1 })])
  const changed = aPage([aMessage({ id: 3, likedBy: [5], forwardedFrom: 0 }), withoutWords(aMessage({ id: 4 }))])
  const news: ArchiveNews = { after: 4, added: aPage([]), isGap: false, changed, deleted: [], end: null, readAt: 0 }
  const { missed: { page: { messages } } } = followMissed(missed, news, WORDS)
  expect(messages).toMatchObject([{ likedBy: [5], replyToId: 1, forwardedFrom: 503 }, { isDeleted: true, replyToId: null }])
})
