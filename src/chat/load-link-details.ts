import { array, check, fallback, number, object, parse, pipe, regex, safeParse, string, transform, union, unknown } from 'valibot'
import { type Command, type Outcome, type Portal, PortalError } from '../bitrix24/index.ts'
import { dateOrNull, countOrNull, idField, idOrNull, rows, text } from '../bitrix24/fields.ts'
import { isGranted, MOST_LINKS, scopeOfLink, toLinkCommands, customerOf, typeIdOf } from './link-commands.ts'
import { isPastDeadline, linkKey, type LinkOutcome, type LinkReading, type LinkScope, type CrmDetails, type LineDetails, type LinkDetails, type TaskDetails, type TaskStatus } from './link-details.ts'
import type { ChatLink, ChatOverview } from './overview.ts'
import { aheadOf } from '../lib/ahead-of.ts'

/**
 * The essentials of everything a chat is linked to, in one request; in none when nothing can be asked.
 * @throws PortalError of the request
 */
export async function loadLinkDetails(portal: Pick<Portal, 'batch'>, overview: ChatOverview): Promise<LinkReading> {
  const links = overview.links.slice(0, MOST_LINKS)
  const missing = new Set<LinkScope>()
  for (const link of links) {
    const scope = scopeOfLink(link)
    if (scope !== null && !isGranted(scope, overview.scopes)) missing.add(scope)
  }
  const commands: Record<string, Command> = Object.assign({}, ...links.map((link, index) => toLinkCommands(link, index, overview)))
  if (Object.keys(commands).length === 0) return { outcomes: new Map(), missing: [...missing] }

  const answers: Record<string, Outcome> = await portal.batch({ ...commands, time: { method: 'server.time' } })
  const told = parse(dateOrNull, answers['time']?.ok ? answers['time'].value : null)
  const context = { now: told ?? overview.readAt, ahead: aheadOf(told) }
  const outcomes = new Map<string, LinkOutcome>()
  for (const [index, link] of links.entries()) {
    const own = answersAt(answers, index)
    const scope = scopeOfLink(link)
    // the grant that was read at the opening may be older than this refusal
    const isRefused = Object.values(own).some(one => !one.ok && one.error.kind === 'missing-scope' && one.error.scope === scope)
    if (isRefused && scope !== null) missing.add(scope)
    if (Object.keys(own).length > 0 && !(isRefused && link.kind !== 'open-line')) outcomes.set(linkKey(link), toOutcome(link, own, context))
  }
  return { outcomes, missing: [...missing] }
}

function answersAt(answers: Record<string, Outcome>, index: number): LinkAnswers {
  return Object.fromEntries(Object.entries(answers).flatMap(([name, outcome]) => {
    const [, part, at] = /^([a-z]+)(\d+)$/.exec(name) ?? []
    return part !== undefined && Number(at) === index ? [[part, outcome]] : []
  }))
}

function toOutcome(link: ChatLink, answers: LinkAnswers, context: Parameters<typeof toLinkDetails>[2]): LinkOutcome {
  try {
    return { state: 'ready', details: toLinkDetails(link, answers, context) }
  } catch (error) {
    if (error instanceof PortalError) return { state: 'failed', error }
    throw error
  }
}

/** Reads the answers about one link; a part that was refused or is about something else is as if it were not there. */

type LinkAnswers = Partial<Record<'item' | 'stage' | 'contact' | 'company' | 'person' | 'task' | 'customer' | 'messages' | 'line', Outcome>>

interface ReadingContext {
  /** The portal's clock. */
  now: Date | null
  /** See `aheadOf`. */
  ahead: number
}

const amount = fallback(union([pipe(number(), check<number>(Number.isFinite)), pipe(string(), regex(/^-?\d{1,15}(?:\.\d{1,10})?$/), transform(Number))]), 0)

const itemAnswer = object({ item: object({
  id: idField, title: text, name: text, lastName: text, stageId: text, opportunity: amount, currencyId: text, contactId: countOrNull,
  companyId: countOrNull, assignedById: countOrNull, phone: text, phoneMobile: text, phoneWork: text,
}) })

const stageAnswer = object({ ENTITY_ID: text, STATUS_ID: text, NAME: text })

const taskAnswer = object({ task: object({
  id: idField, title: text, status: text, deadline: dateOrNull, responsibleId: idOrNull, responsible: fallback(object({ name: text }), { name: '' }),
}) })

const personAnswer = object({ id: idField, name: text })
const messagesAnswer = object({ messages: array(unknown()) })
const messageAnswer = object({ id: idField, author_id: countOrNull, date: dateOrNull })
const lineAnswer = object({ LINE_NAME: text })

/** @throws PortalError why there is nothing to tell */
export function toLinkDetails(link: ChatLink, answers: LinkAnswers, context: ReadingContext): LinkDetails {
  if (link.kind === 'task') return toTask(link, answers, context)
  return link.kind === 'open-line' ? toLine(link, answers, context) : toRecord(link, answers)
}

function toRecord(link: ChatLink, answers: LinkAnswers): CrmDetails {
  const { item } = demand(itemAnswer, answers.item, 'crm.item.get')
  if (String(item.id) !== link.id) throw new PortalError('bad-answer', { method: 'crm.item.get' })
  const ownName = nameOf(item)
  const phone = item.phone || item.phoneMobile || item.phoneWork
  return {
    kind: 'crm',
    title: link.kind === 'contact' ? ownName : item.title.trim(),
    stage: toStage(item.stageId, link, answers.stage),
    amount: item.opportunity === 0 ? null : { value: item.opportunity, currency: item.currencyId },
    contact: toRelated(answers.contact, item.contactId, nameOf) || (link.kind === 'lead' ? ownName : ''),
    company: toRelated(answers.company, item.companyId, ({ title }) => title.trim()),
    phone: link.kind === 'contact' || link.kind === 'company' ? phone.trim() : '',
    responsible: toName(answers.person, item.assignedById),
  }
}

function nameOf({ name, lastName }: { name: string, lastName: string }): string {
  return `${name} ${lastName}`.trim()
}

function toRelated(outcome: Outcome | undefined, id: number | null, toText: (item: { title: string, name: string, lastName: string }) => string): string {
  const { success, output } = safeParse(itemAnswer, valueOf(outcome))
  return success && output.item.id === id ? toText(output.item) : ''
}

/** Name of the stage in the directory of the record's own kind. */
function toStage(stageId: string, link: ChatLink, outcome: Outcome | undefined): string {
  const typeId = typeIdOf(link)
  const directory = link.kind === 'lead' ? /^STATUS$/ : link.kind === 'deal' ? /^DEAL_STAGE(?:_\d+)?$/ : new RegExp(`^DYNAMIC_${typeId}_STAGE_\\d+$`)
  const stages = parse(rows, valueOf(outcome)).map(row => safeParse(stageAnswer, row)).filter(row => row.success).map(row => row.output)
  return stages.find(({ ENTITY_ID, STATUS_ID }) => STATUS_ID === stageId && directory.test(ENTITY_ID))?.NAME.trim() ?? ''
}

const STATUSES: ReadonlyMap<string, TaskStatus> = new Map<string, TaskStatus>([
  ['1', 'waiting'], ['2', 'waiting'], ['3', 'running'], ['4', 'in-review'], ['5', 'done'], ['6', 'postponed'],
])

/**
 * An empty list says that there is no such task, or none for this person (tasks.task.get).
 * @throws PortalError why there is nothing to tell
 */
export function toTask({ id }: Pick<ChatLink, 'id'>, answers: LinkAnswers, { now, ahead }: ReadingContext): TaskDetails {
  const answer = valueOf(answers.task)
  if (Array.isArray(answer) && answer.length === 0) throw new PortalError('not-found', { method: 'tasks.task.get' })
  const { task } = demand(taskAnswer, answers.task, 'tasks.task.get')
  if (String(task.id) !== id) throw new PortalError('bad-answer', { method: 'tasks.task.get' })
  const status = STATUSES.get(task.status) ?? null
  const { deadline } = task
  return {
    kind: 'task',
    title: task.title.trim(),
    status,
    deadline,
    isOverdue: now !== null && isPastDeadline({ status, deadline }, now),
    responsible: task.responsible.name.trim() || toName(answers.person, task.responsibleId),
    responsibleId: task.responsibleId,
    ahead,
  }
}

function toLine(link: ChatLink, answers: LinkAnswers, { ahead }: ReadingContext): LineDetails {
  const customer = customerOf(link)
  const { success, output } = safeParse(lineAnswer, valueOf(answers.line))
  const [connector = ''] = link.line?.code.split('|', 1) ?? []
  const session = link.line?.session ?? ''
  return {
    kind: 'open-line',
    channel: success ? output.LINE_NAME.trim() : '',
    connector,
    customer: toName(answers.customer, customer),
    session: /^[1-9]\d{0,15}$/.test(session) ? session : '',
    lastWord: toLastWord(answers.messages, customer),
    ahead,
  }
}

function toLastWord(outcome: Outcome | undefined, customer: number | null): LineDetails['lastWord'] {
  const { success, output } = safeParse(messagesAnswer, valueOf(outcome))
  if (!success || customer === null) return null
  const written = output.messages.map(row => safeParse(messageAnswer, row)).filter(row => row.success).map(row => row.output)
    .filter(({ author_id: author }) => author !== null && author > 0)
    .sort((one, other) => other.id - one.id)
  const [last] = written
  return last ? { isCustomers: last.author_id === customer, at: last.date } : null
}

function toName(outcome: Outcome | undefined, id: number | null): string {
  const { success, output } = safeParse(personAnswer, valueOf(outcome))
  return success && output.id === id ? output.name.trim() : ''
}

function valueOf(outcome: Outcome | undefined): unknown {
  return outcome?.ok ? outcome.value : undefined
}

/** @throws PortalError the command's own, or `bad-answer` */
function demand<Schema extends typeof itemAnswer | typeof taskAnswer>(schema: Schema, outcome: Outcome | undefined, method: string) {
  if (outcome && !outcome.ok) throw outcome.error
  const { success, output } = safeParse(schema, outcome?.value)
  if (!success) throw new PortalError('bad-answer', { method })
  return output
}
