import type { Portal } from '../../bitrix24/index.ts'
import type { HeldMessages, StretchPage } from '../keep/index.ts'
import { orAborted } from '../read/pace.ts'
import { type HistoryProgress, parseResumeToken, type ReadHistory, type ReadingControl, readHistory, type ResumeToken, type HistoryChunk } from '../read/index.ts'
import { MOST_ANCHORS } from '../read/cursor.ts'
import type { ExportPlan } from './export-plan.ts'
import type { ExportStep } from './export-writing.ts'
import { fallback, object, parse } from 'valibot'
import { idOrNull } from '../../bitrix24/fields.ts'

/** A chunk, and for what was read before the export, when. */
type DatedChunk = HistoryChunk & Pick<ExportStep, 'asOf'>

/** Chunks that are counted behind the end: about a thousand messages, which one request brings. */
const MOST_COUNTED = 20

/**
 * A reading, oldest first, that ends with a message, whatever is written meanwhile: what came later is counted and not handed on, and of
 * very much of it only the first part. A message that was deleted since ends it all the same.
 */
export async function* untilEnd(chunks: AsyncIterable<DatedChunk>, endId: number | null): AsyncGenerator<ExportStep, void, undefined> {
  let last: DatedChunk | null = null
  let later = 0
  let counted = 0
  for await (const chunk of chunks) {
    const messages = chunk.page.messages.filter(({ id }) => endId === null || id <= endId)
    const isPast = messages.length < chunk.page.messages.length
    later += chunk.page.messages.length - messages.length
    // what is missing behind the end is not missing
    const gaps = chunk.gaps.filter(({ afterId }) => endId === null || afterId === null || afterId < endId)
    const own = { ...chunk, page: { ...chunk.page, messages }, gaps }
    if (!isPast && !last) {
      yield { ...own, later: { messages: 0, isAll: true } }
      continue
    }
    last ??= own
    counted += 1
    if (chunk.isEnd || counted >= MOST_COUNTED) {
      yield { ...last, isEnd: true, isHistoryLimited: chunk.isHistoryLimited, later: { messages: later, isAll: chunk.isEnd } }
      return
    }
  }
}

const answer = fallback(object({ last_message_id: idOrNull }), { last_message_id: null })

interface EndOptions {
  portal: Pick<Portal, 'readBatch'>
  dialogId: string
  signal: AbortSignal
  /** As the panel knows it, from when the chat was opened. */
  known: number | null
}

/**
 * The last message of a chat at this moment; `known` where the portal does not say, and null where nobody knows. That it does not
 * answer is told by the reading, which asks again.
 * @throws the reason of `signal`
 */
export async function findEnd({ portal, dialogId, signal, known }: EndOptions): Promise<number | null> {
  const { outcomes: { dialog } } = await portal.readBatch({ dialog: { method: 'im.dialog.get', params: { DIALOG_ID: dialogId } } }, { signal })
    .catch(() => ({ outcomes: { dialog: null } }))
  signal.throwIfAborted()
  const now = dialog?.ok ? parse(answer, dialog.value).last_message_id : null
  return now === null || known === null ? now ?? known : Math.max(now, known)
}

/** Where messages come from at the moment; `gone` is the portal, where they were to be taken from what was read before. */
export type ExportSource = 'portal' | 'held' | 'gone'

interface ReadOptions {
  portal: Pick<Portal, 'readBatch'>
  plan: ExportPlan
  control: ReadingControl
  /** How many messages the chat has; null where the portal did not say. */
  messageCount: number | null
  /** Where the reading ends, see `ExportState.end`. */
  endId: number | null
  /** What was read before, looked for whenever a reading begins, if the plan takes it. */
  findHeld?: () => HeldMessages | null
  onProgress: (progress: HistoryProgress, source: ExportSource) => void
  /** How the portal is read; a test brings a clock of its own. */
  read?: ReadHistory
}

/**
 * The chat's messages for `runExport`, oldest first. A token that cannot be read begins anew: what was written before is
 * recognised by its ids.
 */
export function readForExport(options: ReadOptions): (token: unknown, signal: AbortSignal) => AsyncIterable<ExportStep> {
  return (token, signal) => {
    const resume = parseResumeToken(token)
    const chunks = options.plan.options.takesHeld && !resume?.isEnd ? readBoth(options, resume, signal) : fromPortal(options, resume, signal, 'portal')
    return untilEnd(chunks, options.endId)
  }
}

function fromPortal(options: ReadOptions, resume: ResumeToken | null, signal: AbortSignal, source: ExportSource, isAhead = true) {
  const { portal, plan, control, messageCount, onProgress, read = readHistory } = options
  const { facts: { dialogId }, options: { since, until } } = plan
  return read(portal, {
    dialogId, direction: 'oldest-first', signal, control, isAhead, onProgress: progress => onProgress(progress, source),
    ...(since === null ? {} : { since }),
    ...(until === null ? {} : { until }),
    ...(resume ? { resume } : {}),
    ...(messageCount === null ? {} : { messageCount }),
  })
}

/**
 * What was read before, and from the portal what is older and what is newer. Every token is one of the portal's: a reading that goes on
 * from it does so with what is held by then, or without.
 */
async function* readBoth(options: ReadOptions, resume: ResumeToken | null, signal: AbortSignal): AsyncGenerator<DatedChunk, void, undefined> {
  const held = options.findHeld?.() ?? null
  if (!held) {
    yield* fromPortal(options, resume, signal, 'gone')
    return
  }
  const isHeldNext = resume?.lastId == null ? held.isFromStart : resume.lastId >= held.oldestId
  const behind = isHeldNext ? resume : yield* readOlder(options, held, resume, signal)
  const { token, isWhole } = yield* readHeld(options, held, behind, signal)
  yield* fromPortal(options, token, signal, isWhole ? 'portal' : 'gone')
}

/** From the portal, up to the first message that is held. */
async function* readOlder(
  options: ReadOptions, { oldestId }: HeldMessages, resume: ResumeToken | null, signal: AbortSignal,
): AsyncGenerator<DatedChunk, ResumeToken | null, undefined> {
  let token = resume
  for await (const chunk of fromPortal(options, resume, signal, 'portal', false)) {
    const messages = chunk.page.messages.filter(({ id }) => id < oldestId)
    const isThere = chunk.isEnd || (chunk.token.lastId ?? 0) >= oldestId
    if (isThere) {
      const lastId = messages.at(-1)?.id ?? token?.lastId ?? null
      const anchors = [...messages.slice(0, -1).map(({ id }) => id).reverse(), ...token?.anchors ?? []].slice(0, MOST_ANCHORS)
      token = { ...chunk.token, lastId, anchors, read: (token?.read ?? 0) + messages.length, isEnd: false }
    } else {
      token = chunk.token
    }
    // behind the first message that is held, nothing is missing
    const gaps = chunk.gaps.filter(({ afterId }) => afterId === null || afterId < oldestId)
      .map(gap => ({ ...gap, beforeId: Math.min(gap.beforeId ?? oldestId, oldestId) }))
    yield { ...chunk, page: { ...chunk.page, messages }, token, gaps, isEnd: false }
    if (isThere) break
  }
  return token
}

/** What is held behind a place, as long as it is. */
async function* readHeld(
  { plan, control, messageCount, onProgress }: ReadOptions, held: HeldMessages, resume: ResumeToken | null, signal: AbortSignal,
): AsyncGenerator<DatedChunk, { token: ResumeToken | null, isWhole: boolean }, undefined> {
  const { facts: { dialogId }, options: { since, until } } = plan
  const { oldestId, newestId, asOf } = held
  let token = resume
  let dateReached: number | null = null
  let fromId: number | null = Math.max((resume?.lastId ?? 0) + 1, oldestId)
  while (fromId !== null && fromId <= newestId) {
    await orAborted(control.whenRunning(), signal)
    // whatever became of the archive: the portal has all of it
    const part: StretchPage | null = await held.read({ fromId, throughId: newestId, since, until }, signal).catch(() => null)
    signal.throwIfAborted()
    if (!part) return { token, isWhole: false }
    const [lastId = newestId, ...anchors] = part.end
    const read: number = (token?.read ?? 0) + part.page.messages.length
    token = {
      version: 1, dialogId, direction: 'oldest-first', since, until, fromMessageId: null, lastId, anchors: anchors.slice(0, MOST_ANCHORS), read, isEnd: false,
    }
    dateReached = part.page.messages.filter(({ sentAt }) => sentAt !== null).at(-1)?.sentAt ?? dateReached
    const estimate = since === null && until === null && messageCount !== null ? Math.max(messageCount, read) : null
    onProgress({ read, dateReached, estimate, requests: 0, waiting: null, isHistoryLimited: null }, 'held')
    yield { page: part.page, token, gaps: [], isEnd: false, isHistoryLimited: null, asOf }
    fromId = part.nextId
  }
  return { token, isWhole: true }
}
