import type { PersonActivity } from '../../messages/keep/questions/insights/people.ts'
import type { InsightsView } from './insights-view.ts'
import { collation } from '../../texts/collation.ts'

/** People in a chosen order; whoever answered nothing comes behind all who did. */
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
