/** Everybody in a chat, with what the chat says of each: our own types, made of its facts and the portal's user objects. */
import { fallback, object, parse, safeParse } from 'valibot'
import { countOrNull, dateOrNull, flag, idField, lowerText, rows } from '../bitrix24/fields.ts'
import { type ChatFacts, toChat } from '../chat/to-chat.ts'
import { hasPresence, type Member, roleOf } from './person.ts'
import { type MapContext, toPerson } from './to-person.ts'
import { type Command, type Outcome, type Portal, PortalError } from '../bitrix24/index.ts'
import type { DialogId } from '../chat/dialog-id.ts'
import { aheadOf } from '../lib/ahead-of.ts'
import { createGiveWay } from '../lib/give-way.ts'

/** Whether somebody has read up to the last message; `unknown` where the portal names no mark of theirs. */
export type Reading = 'read' | 'unread' | 'unknown'

export interface ChatMember extends Member {
  reading: Reading
  /** Ids of departments; empty for people from outside. */
  departmentIds: number[]
  /** The messenger rings them. */
  canBeCalled: boolean
}

const memberAnswer = fallback(object({ departments: rows, network: flag, connector: flag, status: lowerText }), { departments: [], network: true, connector: true, status: '' })

/** A row of `readed_list`: message 0 is somebody who has read nothing (im.dialog.get). */
const markAnswer = object({ user_id: idField, message_id: countOrNull })

/** Makes a mapper for the user objects of one chat; it returns null for a row that is not a person. */
export function memberMapper(chat: ChatFacts, context: MapContext): (row: unknown) => ChatMember | null {
  const marks = readMarksOf(chat)
  return (row) => {
    const person = toPerson(row, context)
    const { departments, network, connector, status } = parse(memberAnswer, row)
    return person && {
      ...person,
      role: roleOf(person.id, chat),
      reading: marks.get(person.id) ?? 'unknown',
      departmentIds: toIds(departments),
      // the messenger itself calls nobody else (bitrix-core-business, im/v2/lib/call, checkUserCallSupport); a customer of an open channel has none
      canBeCalled: hasPresence(person) && person.lastSeen !== null && !network && !connector && status !== 'guest',
    }
  }
}

/** The same people with the marks of the chat as it is now. */
export function withReading(members: readonly ChatMember[], chat: ChatFacts): ChatMember[] {
  const marks = readMarksOf(chat)
  return members.map(member => ({ ...member, role: roleOf(member.id, chat), reading: marks.get(member.id) ?? 'unknown' }))
}

/** Who has read up to the last message, by person id. The portal leaves out the caller; without a last message the map is empty. */
function readMarksOf({ lastMessageId, readers }: ChatFacts): ReadonlyMap<number, Reading> {
  const marks = new Map<number, Reading>()
  if (lastMessageId === null) return marks
  for (const row of readers) {
    const { success, output } = safeParse(markAnswer, row)
    if (success && output.message_id !== null) marks.set(output.user_id, output.message_id >= lastMessageId ? 'read' : 'unread')
  }
  return marks
}

function toIds(values: unknown[]): number[] {
  return values.map(value => safeParse(idField, value)).filter(value => value.success).map(value => value.output)
}

/** The most that im.dialog.users.list gives at once. */
export const PAGE = 200

/** So many pages are asked for in one request: 1,600 people, which a portal answers well within our deadline. */
export const PAGES_AT_ONCE = 8

export interface MemberList {
  /** Everybody read so far, each once, in ascending order of their ids. */
  members: ChatMember[]
  /** How many people the chat counts, which may be more than the portal lists; null where it did not say. */
  total: number | null
  progress:
    | { state: 'reading' }
    | { state: 'complete' }
    /** What came before the failure is all there is. */
    | { state: 'stopped', error: PortalError }
  /** See `aheadOf`. */
  ahead: number
}

type MembersPortal = Pick<Portal, 'batch' | 'resolveUrl'>

/**
 * Reads everybody in a chat and yields the list so far after each request. A page continues after the last person's id instead of at an
 * offset, so that people who join or leave meanwhile shift nobody out of a page or into a second one. With `LAST_ID` the portal answers in
 * ascending order of ids (bitrix-core-business, modules/im/lib/chat.php, getUsers).
 * @throws PortalError when the chat or its first page cannot be read; a later failure ends the list as `stopped`, and so does a portal
 * older than `LAST_ID`, which gives the first page for ever: `bad-answer`
 */
export async function* loadMembers(portal: MembersPortal, dialogId: DialogId, expected: number | null): AsyncGenerator<MemberList, void> {
  const answers: Record<string, Outcome> = await portal.batch({
    chat: { method: 'im.dialog.get', params: { DIALOG_ID: dialogId.text } },
    time: { method: 'server.time' },
    ...pageCommands(dialogId, 0, expected),
  })
  const chat = toChat(valueOf(answers['chat'], 'im.dialog.get'))
  if (!chat.mayListMembers) throw new PortalError('no-access', { method: 'im.dialog.users.list' })
  const now = parse(dateOrNull, answers['time']?.ok ? answers['time'].value : null)
  const ahead = aheadOf(now)
  const toMember = memberMapper(chat, { now, resolveUrl: address => portal.resolveUrl(address) })
  const found = new Map<number, ChatMember>()

  let lastId = 0
  for (let pages: Record<string, Outcome> = answers; ;) {
    const before = found.size
    const { isEnd, error } = await takePages(pages, found, toMember, lastId)
    if (error && found.size === 0) throw error
    const members = [...found.values()]
    const total = chat.memberCount === null ? null : Math.max(chat.memberCount, members.length)
    if (error) return yield { members, total, progress: { state: 'stopped', error }, ahead }
    // a page smaller than asked for counts as the end when nobody is missing, or when no more come
    if (found.size === before || (isEnd && members.length >= (total ?? 0))) {
      return yield { members, total: total ?? members.length, progress: { state: 'complete' }, ahead }
    }
    yield { members, total, progress: { state: 'reading' }, ahead }
    lastId = members.at(-1)?.id ?? 0
    pages = await portal.batch(pageCommands(dialogId, lastId, total === null ? null : total - members.length)).catch(stoppedBy)
  }
}

/**
 * As many pages as the missing people fill, and one more row, so that the last page is not full and shows the end. Each
 * begins where the one before ended. After a page that is not full the reference leads elsewhere, and the answer is ignored.
 */
function pageCommands(dialogId: DialogId, lastId: number, missing: number | null): Record<string, Command> {
  const count = missing === null ? PAGES_AT_ONCE : Math.min(PAGES_AT_ONCE, Math.floor(missing / PAGE) + 1)
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`page${index}`, {
    method: 'im.dialog.users.list',
    params: { DIALOG_ID: dialogId.text, LIMIT: PAGE, LAST_ID: index === 0 ? lastId : `$result[page${index - 1}][${PAGE - 1}][id]` },
  }]))
}

/** Adds the people of the pages up to the first that is not full; the first of them was asked to begin after `lastId`. */
async function takePages(pages: Record<string, Outcome>, found: Map<number, ChatMember>, toMember: (row: unknown) => ChatMember | null, lastId: number) {
  const giveWay = createGiveWay()
  for (let index = 0; index < PAGES_AT_ONCE; index += 1) {
    const outcome = pages[`page${index}`]
    if (!outcome) break
    if (!outcome.ok) return { isEnd: true, error: outcome.error }
    if (index > 0) await giveWay()
    const listed = parse(rows, outcome.value)
    for (const member of listed.map(toMember)) {
      if (index === 0 && member && member.id <= lastId) return { isEnd: true, error: new PortalError('bad-answer', { method: 'im.dialog.users.list' }) }
      if (member) found.set(member.id, member)
    }
    if (listed.length < PAGE) return { isEnd: true, error: null }
  }
  return { isEnd: false, error: null }
}

function stoppedBy(cause: unknown): Record<string, Outcome> {
  return { page0: { ok: false, error: PortalError.from(cause) } }
}

/** @throws PortalError the command's own, or `bad-answer` */
function valueOf(outcome: Outcome | undefined, method: string): unknown {
  if (!outcome) throw new PortalError('bad-answer', { method })
  if (!outcome.ok) throw outcome.error
  return outcome.value
}
