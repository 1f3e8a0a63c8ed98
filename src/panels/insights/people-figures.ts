import type { InsightsQuestion } from '../../messages/keep/questions/insights/asked.ts'
import type { PersonActivity } from '../../messages/keep/questions/insights/people.ts'
import { useTexts } from '../../texts/texts.ts'
import { countedOf, type Figure, type TableCell } from './figures.ts'
import { useInsightsFormats } from './use-insights-formats.ts'
import type { InsightsView } from './insights-view.ts'
import { collation } from '../../texts/detail-formats.ts'
import type { ChatMember } from '../../people/members.ts'

/** What a person did, as it is read, each figure with its messages. */
export interface ShownPerson {
  id: number
  name: string
  messages: TableCell
  share: TableCell
  /** In words, and what it was drawn from; null where it would be chance. */
  trend: string | null
  slices: readonly number[]
  hasAnswered: boolean
  median: TableCell
  ninetieth: TableCell
}

interface PersonFiguresOptions {
  question: () => InsightsQuestion
  nameOf: (personId: number) => string
}

/** A person's figures in the language of the page. */
export function usePersonFigures({ question, nameOf }: PersonFiguresOptions): (person: PersonActivity) => ShownPerson {
  const { t, formats: numbers } = useTexts()
  const formats = useInsightsFormats()

  return ({ id, messages, share, trend, answers, medianAnswer, ninetiethAnswer }) => {
    const name = nameOf(id)
    const written: Figure = { title: t('panels.insights.list-person', { name }), source: countedOf(question(), id) }
    const answered: Figure = { title: t('panels.insights.list-answers', { name }), source: { kind: 'answers', question: question(), personId: id } }
    const direction = trendOf(trend)
    const time = (value: number | null): TableCell => value === null
      ? { text: t('panels.insights.no-answer'), figure: null }
      : { text: formats.value.duration(value), figure: answered }
    return {
      id, name,
      messages: { text: numbers.value.number(messages), figure: written },
      share: { text: formats.value.percent(share), figure: written },
      trend: direction && t(`panels.insights.trend-${direction}`),
      slices: trend,
      hasAnswered: answers > 0,
      median: time(medianAnswer),
      ninetieth: time(ninetiethAnswer),
    }
  }
}

type Trend = 'rising' | 'falling' | 'steady'

/** Of fewer messages it is chance in which half they are. */
const FEWEST = 5

/** Which half of a series has more in it, steady when they differ by a fifth of the whole at most; null for few, and where they have no span. */
export function trendOf(counts: readonly number[]): Trend | null {
  const half = Math.floor(counts.length / 2)
  const sum = (part: readonly number[]) => part.reduce((total, count) => total + count, 0)
  const all = sum(counts)
  if (all < FEWEST) return null
  const difference = sum(counts.slice(-half)) - sum(counts.slice(0, half))
  if (Math.abs(difference) * 5 <= all) return 'steady'
  return difference > 0 ? 'rising' : 'falling'
}

/** People in a chosen order; by answers, those who answered nothing come last. */
export function sortPeople(people: readonly PersonActivity[], sort: InsightsView['sort'], nameOf: (id: number) => string, language: string): PersonActivity[] {
  const compare = collation(language)
  const byName = (one: PersonActivity, other: PersonActivity) => compare(nameOf(one.id), nameOf(other.id)) || one.id - other.id
  const waitOf = ({ medianAnswer }: PersonActivity) => medianAnswer ?? Infinity
  const orders: Record<InsightsView['sort'], (one: PersonActivity, other: PersonActivity) => number> = {
    messages: (one, other) => other.messages - one.messages || byName(one, other),
    name: byName,
    answer: (one, other) => waitOf(one) === waitOf(other) ? byName(one, other) : waitOf(one) - waitOf(other),
  }
  return [...people].sort(orders[sort])
}

interface QuietMember {
  id: number
  name: string
  messages: number
}

/**
 * Members who wrote least first. Bots and people who were dismissed are left out: neither can decide to write.
 */
export function quietMembers(members: readonly ChatMember[], people: readonly PersonActivity[], language: string): QuietMember[] {
  const written = new Map(people.map(({ id, messages }) => [id, messages]))
  const compare = collation(language)
  return members
    .filter(({ isBot, isActive }) => !isBot && isActive)
    .map(({ id, name }) => ({ id, name, messages: written.get(id) ?? 0 }))
    .sort((one, other) => one.messages - other.messages || compare(one.name, other.name) || one.id - other.id)
}
