import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aMessage, aPage } from '../../../tests/support/history.ts'
import { createColumns } from '../../messages/keep/columns.ts'
import { selectIds } from '../../messages/keep/filter.ts'
import { activity } from '../../messages/keep/questions/insights/activity.ts'
import type { InsightsQuestion } from '../../messages/keep/questions/insights/asked.ts'
import { peopleActivity } from '../../messages/keep/questions/insights/people.ts'
import { bucketSizeFor, toBuckets } from './buckets.ts'
import { countedAs, countedAt, countedOf, type FigureSource } from './figures.ts'

const START = new Date(2026, 0, 1, 9).getTime()
const HOUR = 3_600_000

const messages = fc.array(fc.record({
  authorId: fc.integer({ min: 0, max: 3 }),
  hours: fc.integer({ min: 0, max: 90 }),
  text: fc.constantFrom('words', 'https://a.example/', ''),
  isSystem: fc.boolean(),
  hasDate: fc.boolean(),
  fileIds: fc.constantFrom([], [1]),
  likedBy: fc.constantFrom([], [7], [7, 8]),
}), { maxLength: 30 }).map((rows) => {
  let sentAt = START
  return rows.map(({ hours, hasDate, ...message }, index) => {
    sentAt += hours * HOUR
    return aMessage({ ...message, id: index + 1, sentAt: hasDate ? sentAt : null })
  })
})
const question: fc.Arbitrary<InsightsQuestion> = fc.record({
  since: fc.option(fc.integer({ min: 0, max: 20 }).map(day => START + day * 24 * HOUR)),
  until: fc.option(fc.integer({ min: 5, max: 60 }).map(day => START + day * 24 * HOUR)),
  authorIds: fc.option(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1 })),
  now: fc.constant(START + 400 * 24 * HOUR),
})

test('every figure leads to exactly the messages that it was counted from', () => {
  fc.assert(fc.property(messages, question, (written, asked) => {
    const columns = createColumns()
    columns.append(aPage(written))
    const { view } = columns
    const behind = (source: FigureSource) => source.kind === 'filter' ? [...selectIds(view, source.filter)].map(id => written[id - 1]) : []
    const found = activity(view, asked)

    expect(behind(countedAs(asked, 'messages'))).toHaveLength(found.messages)
    expect(behind(countedAs(asked, 'links'))).toHaveLength(found.links)
    expect(behind(countedAs(asked, 'files'))).toHaveLength(found.files)
    expect(behind(countedAs(asked, 'reactions')).reduce((sum, message) => sum + (message?.likedBy.length ?? 0), 0)).toBe(found.reactions)

    for (const bucket of toBuckets(found.firstDay, [found.days, found.linkDays, found.fileDays], bucketSizeFor(found.days.length))) {
      const counts = (['messages', 'links', 'files'] as const).map(counted => behind(countedAs(asked, counted, bucket)).length)
      expect(counts).toEqual(bucket.counts)
    }
    for (const [slot, count] of found.hours.entries()) {
      if (count > 0) expect(behind(countedAt(asked, Math.floor(slot / 24), slot % 24))).toHaveLength(count)
    }
    for (const { id, messages: count } of peopleActivity(view, asked)) {
      expect(behind(countedOf(asked, id)).map(message => message?.authorId)).toEqual(Array.from({ length: count }, () => id))
    }
  }), { numRuns: 60 })
})
