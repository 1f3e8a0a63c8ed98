import type { InsightsQuestion } from '../../messages/keep/questions/insights/asked.ts'
import type { PersonActivity } from '../../messages/keep/questions/insights/people.ts'
import { useTexts } from '../../texts/texts.ts'
import { countedOf, type Figure } from './figures.ts'
import type { TableCell } from './table.ts'
import { trendOf } from './trend.ts'
import { useInsightsFormats } from './use-insights-formats.ts'

/** What a person did, as it is read, each figure with its messages. */
export interface ShownPerson {
  id: number
  name: string
  messages: TableCell
  share: TableCell
  /** In words, and what it was drawn from. */
  trend: string
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
    const time = (value: number | null): TableCell => value === null
      ? { text: t('panels.insights.no-answer'), figure: null }
      : { text: formats.value.duration(value), figure: answered }
    return {
      id, name,
      messages: { text: numbers.value.number(messages), figure: written },
      share: { text: formats.value.percent(share), figure: written },
      trend: t(`panels.insights.trend-${trendOf(trend)}`),
      slices: trend,
      hasAnswered: answers > 0,
      median: time(medianAnswer),
      ninetieth: time(ninetiethAnswer),
    }
  }
}
