/** Every figure leads to the messages that it was counted from. */
import type { InjectionKey } from 'vue'
import { injectProvided } from '../../lib/inject-provided.ts'
import type { ArchiveFilter } from '../../messages/keep/index.ts'
import { askedFor, type InsightsQuestion } from '../../messages/keep/questions/insights/asked.ts'

export type FigureSource =
  | { kind: 'filter', filter: ArchiveFilter }
  /** Somebody's answers, the slowest first. */
  | { kind: 'answers', question: InsightsQuestion, personId: number }
  /** Questions that were open when it was asked. */
  | { kind: 'open-questions', question: InsightsQuestion }

export interface Figure {
  /** What the messages have in common, in words. */
  title: string
  source: FigureSource
}

export interface TableCell {
  text: string
  /** Its messages; null where there are none. */
  figure: Figure | null
}

/** A line of the table below a plot. */
export interface TableRow {
  key: string | number
  head: string
  cells: readonly TableCell[]
}

/** What is counted by day, each with the messages that it is counted from. */
export const COUNTED = {
  messages: {},
  links: { hasLink: true },
  files: { hasFile: true },
  reactions: { hasLikes: true },
} as const satisfies Record<string, ArchiveFilter>

export type Counted = keyof typeof COUNTED

/** Messages of a question that were counted as one thing, in a span that may be shorter than the question's. */
export function countedAs(question: InsightsQuestion, counted: Counted, span: { since: number, until: number } | null = null): FigureSource {
  const filter = askedFor(question)
  const narrowed = span ? { since: Math.max(span.since, filter.since), until: Math.min(span.until, filter.until) } : {}
  return { kind: 'filter', filter: { ...filter, ...narrowed, ...COUNTED[counted] } }
}

/** Messages of a question that came on a weekday, counted from Sunday, in an hour. */
export function countedAt(question: InsightsQuestion, weekday: number, hour: number): FigureSource {
  return { kind: 'filter', filter: { ...askedFor(question), weekdays: [weekday], hours: [hour] } }
}

/** Messages of a question that one person wrote. */
export function countedOf(question: InsightsQuestion, personId: number): FigureSource {
  return { kind: 'filter', filter: { ...askedFor(question), authorIds: [personId] } }
}

/** Opens the messages of a figure; the panel provides it, because figures are deep in its parts. */
export const showFigureKey: InjectionKey<(figure: Figure) => void> = Symbol('show figure')

/** @throws Error when used outside the panel */
export function useShowFigure(): (figure: Figure) => void {
  return injectProvided(showFigureKey)
}
