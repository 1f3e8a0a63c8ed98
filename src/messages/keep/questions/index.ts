import type { ColumnsView } from '../columns.ts'
import { authors } from './authors.ts'
import { activity } from './insights/activity.ts'
import { answersOf } from './insights/answers.ts'
import { openQuestions } from './insights/open-questions.ts'
import { peopleActivity } from './insights/people.ts'
import { sharedFiles } from './shared-files.ts'
import { sharedLinks } from './shared-links.ts'

/**
 * What can be asked of the columns where they are, in the worker. A question is a pure function of the columns and plain parameters;
 * its answer is small and plain: figures, typed arrays, a page of rows. A new one is a file here and a line in this table.
 */
export const QUESTIONS = {
  activity, answersOf, authors, openQuestions, peopleActivity, sharedFiles, sharedLinks,
} satisfies Record<string, (view: ColumnsView, params: never) => unknown>

export type QuestionName = keyof typeof QUESTIONS
export type QuestionParams<Name extends QuestionName> = Parameters<typeof QUESTIONS[Name]> extends [ColumnsView, infer Params] ? Params : null
export type QuestionAnswer<Name extends QuestionName> = ReturnType<typeof QUESTIONS[Name]>
