import type { ShallowRef } from 'vue'
import { useArchive } from '../../messages/keep/index.ts'
import type { Activity } from '../../messages/keep/questions/insights/activity.ts'
import type { InsightsQuestion } from '../../messages/keep/questions/insights/asked.ts'
import type { PersonActivity } from '../../messages/keep/questions/insights/people.ts'
import { useAnswer, type AnswerState } from './use-answer.ts'

export interface Figures {
  /** What they are about. */
  question: InsightsQuestion
  activity: Activity
  people: PersonActivity[]
  openQuestions: number
}

/** All figures of a span of time and of some people. */
export function useFigures(question: () => Omit<InsightsQuestion, 'now'>): { figures: ShallowRef<AnswerState<Figures>>, retry: () => void } {
  const archive = useArchive()

  async function ask(signal: AbortSignal): Promise<Figures> {
    const asked = { ...question(), now: Date.now() }
    const [activity, people, open] = await Promise.all([
      archive.ask('activity', asked, { signal }),
      archive.ask('peopleActivity', asked, { signal }),
      archive.ask('openQuestions', asked, { signal }),
    ])
    return { question: asked, activity, people, openQuestions: open.length }
  }

  const { answer, retry } = useAnswer({ question: () => JSON.stringify(question()), ask })
  return { figures: answer, retry }
}
