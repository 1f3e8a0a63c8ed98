/** One look at the chat: what it asks, in one request that only reads, and what an answer says, whichever frame of this browser asked. */
import { type InferOutput, nullable, number, object, parse } from 'valibot'
import { type Command, type MethodWork, type Outcome, type Portal, PortalError } from '../../bitrix24/index.ts'
import type { createPageReader, ReadPage } from '../../messages/read-page.ts'
import type { DialogId } from '../dialog-id.ts'
import { fromPlain, plainOutcomes } from '../last-view.ts'
import { type OverviewAnswers, toOverviewCommands } from '../overview-commands.ts'
import { toPlain } from '../plain-outcomes.ts'
import { type AnsweredMessages, type AskedMessages, PAGE } from './conversation-end.ts'
import type { Beat } from './heartbeat.ts'

/** The most that `im.dialog.users.list` gives at once. */
export const MOST_PEOPLE = 200

const MESSAGES = 'im.dialog.messages.get'

export interface Asked extends AskedMessages {
  /** Everybody, in a chat that has no more than a page of them. */
  isForPeople: boolean
}

/** What frames of one browser hand on: JSON. */
const beatAnswer = object({
  asked: object({ behind: nullable(number()), before: nullable(number()) }),
  outcomes: plainOutcomes,
})

export interface BeatFacts {
  /** Those parts of an opening's answers that change. */
  overview: OverviewAnswers
  asked: AskedMessages
  messages: Omit<AnsweredMessages, 'lastId'> & Pick<ReadPage, 'files' | 'people'>
  /** False where the portal does not let this person, or the app, read messages. */
  hasMessages: boolean
  /** Rows of everybody; undefined where they were not asked for. */
  everybody: unknown
}

/** @throws PortalError of the request, of the chat, or of a portal that is busy */
export async function readBeat(portal: Pick<Portal, 'readBatch'>, dialogId: DialogId, asked: Asked, signal: AbortSignal): Promise<Beat> {
  const { outcomes, work } = await portal.readBatch(toCommands(dialogId, asked), { signal, isQuiet: true })
  const { chat } = outcomes
  if (!chat) throw new PortalError('bad-answer', { method: 'im.dialog.get' })
  for (const outcome of Object.values<Outcome | undefined>(outcomes)) {
    if (outcome?.ok === false && (outcome === chat || outcome.error.kind === 'busy')) throw outcome.error
  }
  const { behind, before } = asked
  return { answer: { asked: { behind, before }, outcomes: toPlain(outcomes) } satisfies InferOutput<typeof beatAnswer>, work: workOfBeat(work) }
}

/** Commands whose methods little else calls: how long one has worked says how often everybody has looked. A panel reads hundreds of pages of messages. */
const COUNTED = ['chat', 'members', 'owner', 'person']

/** What a beat says about the others, by the method that has worked most: the portal refuses each by itself. Null where no answer says. */
export function workOfBeat(work: Readonly<Partial<Record<string, MethodWork>>>): MethodWork | null {
  const said = COUNTED.flatMap(name => work[name] ?? [])
  return said.reduce<MethodWork | null>((most, one) => most && most.operating >= one.operating ? most : one, null)
}

/** @throws Error for what is no answer of a beat */
export function parseBeat(answer: unknown, toReadPage: ReturnType<typeof createPageReader>): BeatFacts {
  const { asked, outcomes } = parse(beatAnswer, answer)
  const { behind, before, everybody, ...overview }: Record<string, Outcome> = fromPlain(outcomes)
  const pages = [behind, before].map(outcome => outcome?.ok ? toReadPage(outcome.value) : null)
  const [latest, earlier] = pages
  return {
    overview,
    asked,
    messages: {
      behind: { count: latest?.ids.length ?? 0, messages: latest?.messages ?? [] },
      before: earlier ? { count: earlier.ids.length, messages: earlier.messages } : null,
      files: pages.flatMap(page => page?.files ?? []),
      people: pages.flatMap(page => page?.people ?? []),
    },
    hasMessages: latest !== null && latest !== undefined,
    everybody: everybody?.ok ? everybody.value : undefined,
  }
}

/** What never changes while a page is open is not asked again. */
function toCommands(dialogId: DialogId, { behind, before, isForPeople }: Asked): Record<string, Command> {
  const overview = Object.entries(toOverviewCommands(dialogId)).filter(([name]) => name !== 'scope' && name !== 'profile')
  const chat = { DIALOG_ID: dialogId.text }
  return {
    ...Object.fromEntries(overview),
    behind: { method: MESSAGES, params: { ...chat, LIMIT: PAGE, ...(behind === null ? {} : { FIRST_ID: behind }) } },
    ...(before === null ? {} : { before: { method: MESSAGES, params: { ...chat, LIMIT: PAGE, LAST_ID: before } } }),
    ...(isForPeople ? { everybody: { method: 'im.dialog.users.list', params: { ...chat, LIMIT: MOST_PEOPLE, LAST_ID: 0 } } } : {}),
  }
}
