import type { ColumnsView } from '../../columns.ts'
import { answerTimes, percentile } from './answers.ts'
import { rowsAsked, type InsightsQuestion } from './asked.ts'
import type { NamedPerson } from '../../../../people/person.ts'

/** How many equal slices of the span a person's trend is drawn from. */
export const TREND_SLICES = 12

export interface PersonActivity extends NamedPerson {
  messages: number
  /** 0 to 1, of all messages asked for. */
  share: number
  /** Messages in each of `TREND_SLICES` equal slices of the time from the first message to the last; none where all came in one moment. */
  trend: number[]
  /** When the person last wrote, milliseconds. */
  lastAt: number
  reactionsReceived: number
  answers: number
  /** Milliseconds; null without an answer. */
  medianAnswer: number | null
  ninetiethAnswer: number | null
}

/** Everybody who wrote, who wrote most first. */
export function peopleActivity(view: ColumnsView, question: InsightsQuestion): PersonActivity[] {
  const rows = rowsAsked(view, question)
  const { first, last } = spanOf(view, rows)
  const width = (last - first) / TREND_SLICES
  const answers = answerTimes(view, question)
  const people = new Map<number, PersonActivity>()
  for (const row of rows) {
    const index = view.authors[row] ?? 0
    const time = view.times[row] ?? 0
    const person = people.get(index) ?? beginPerson(view, index)
    people.set(index, person)
    const slice = Math.min(TREND_SLICES - 1, Math.floor((time - first) / width))
    person.messages += 1
    if (last > first) person.trend[slice] = (person.trend[slice] ?? 0) + 1
    person.lastAt = Math.max(person.lastAt, time)
    person.reactionsReceived += view.likedByOf(row).length
  }
  for (const [index, person] of people) {
    const { times } = answers.get(index) ?? { times: new Float64Array() }
    Object.assign(person, {
      share: person.messages / rows.length,
      answers: times.length,
      medianAnswer: percentile(times, 0.5),
      ninetiethAnswer: percentile(times, 0.9),
    })
  }
  return [...people.values()].sort((one, other) => other.messages - one.messages || one.id - other.id)
}

function beginPerson(view: ColumnsView, index: number): PersonActivity {
  const id = view.authorIds[index] ?? 0
  return {
    ...(view.people.get(id) ?? { id, name: '', isBot: false, isExternal: false }),
    messages: 0, share: 0, trend: new Array<number>(TREND_SLICES).fill(0), lastAt: 0, reactionsReceived: 0,
    answers: 0, medianAnswer: null, ninetiethAnswer: null,
  }
}

function spanOf(view: ColumnsView, rows: Uint32Array): { first: number, last: number } {
  let first = Infinity
  let last = -Infinity
  for (const row of rows) {
    const time = view.times[row] ?? 0
    if (time < first) first = time
    if (time > last) last = time
  }
  return { first, last }
}
