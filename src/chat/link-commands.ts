import type { Command } from '../bitrix24/index.ts'
import type { LinkScope } from './link-details.ts'
import type { ChatLink, ChatOverview } from './overview.ts'

/** A chat is linked to four records at most, by the forms that are documented; one batch holds the commands for so many. */
export const MOST_LINKS = 8

/** How many of the last messages are looked at for who wrote last: system messages have no author. */
const LAST_MESSAGES = 10

const TYPE_IDS: ReadonlyMap<ChatLink['kind'], number> = new Map<ChatLink['kind'], number>([['lead', 1], ['deal', 2], ['contact', 3], ['company', 4]])

/** `entityTypeId` of a record; null when it is none, or of a kind whose number is not known. */
export function typeIdOf({ kind, typeId }: ChatLink): number | null {
  return typeId === undefined ? TYPE_IDS.get(kind) ?? null : Number(typeId)
}

/** Scope without which nothing, or of an open channel not everything, can be asked about a link; null when none helps. */
export function scopeOfLink(link: ChatLink): LinkScope | null {
  if (link.id === '') return null
  if (link.kind === 'task') return 'task'
  if (link.kind === 'open-line') return 'imopenlines'
  return typeIdOf(link) === null ? null : 'crm'
}

/** Where the portal did not say what it granted, asking shows it. */
export function isGranted(scope: LinkScope, scopes: ChatOverview['scopes']): boolean {
  return scopes === null || scopes.includes(scope)
}

/** Whether anything can be asked about a link. */
export function isAskable(link: ChatLink, scopes: ChatOverview['scopes']): boolean {
  if (link.kind === 'open-line') return true
  const scope = scopeOfLink(link)
  return scope !== null && isGranted(scope, scopes)
}

/** Commands about one link; their names end with its index among the links. */
export function toLinkCommands(link: ChatLink, index: number, { dialogId, scopes }: ChatOverview): Record<string, Command> {
  if (!isAskable(link, scopes)) return {}
  if (link.kind === 'task') return taskCommands(link.id, index)
  return link.kind === 'open-line' ? lineCommands(link, index, dialogId.text, scopes) : recordCommands(link, index)
}

/**
 * A record and what its numbers stand for, in the same request. Where a number is missing the reference leads elsewhere:
 * an answer counts only if it has the number that was meant. A stage's code may be in several directories.
 */
function recordCommands(link: ChatLink, index: number): Record<string, Command> {
  const item = (field: string) => `$result[item${index}][item][${field}]`
  const commands: Record<string, Command> = {
    [`item${index}`]: { method: 'crm.item.get', params: { entityTypeId: typeIdOf(link), id: link.id } },
    [`person${index}`]: { method: 'im.user.get', params: { ID: item('assignedById') } },
  }
  if (link.kind === 'company') return commands
  commands[`company${index}`] = { method: 'crm.item.get', params: { entityTypeId: 4, id: item('companyId') } }
  if (link.kind === 'contact') return commands
  commands[`contact${index}`] = { method: 'crm.item.get', params: { entityTypeId: 3, id: item('contactId') } }
  commands[`stage${index}`] = { method: 'crm.status.list', params: { filter: { STATUS_ID: item('stageId') } } }
  return commands
}

/** What of a task is shown. */
export const TASK_FIELDS = ['ID', 'TITLE', 'STATUS', 'DEADLINE', 'RESPONSIBLE_ID'] as const

function taskCommands(id: string, index: number): Record<string, Command> {
  return {
    [`task${index}`]: { method: 'tasks.task.get', params: { taskId: id, select: TASK_FIELDS } },
    // the task's own answer names its responsible person only as far as samples show
    [`person${index}`]: { method: 'im.user.get', params: { ID: `$result[task${index}][task][responsibleId]` } },
  }
}

function lineCommands(link: ChatLink, index: number, dialogId: string, scopes: ChatOverview['scopes']): Record<string, Command> {
  const customer = customerOf(link)
  return {
    ...(customer === null ? {} : { [`customer${index}`]: { method: 'im.user.get', params: { ID: customer } } }),
    [`messages${index}`]: { method: 'im.dialog.messages.get', params: { DIALOG_ID: dialogId, LIMIT: LAST_MESSAGES } },
    ...(link.id !== '' && isGranted('imopenlines', scopes)
      ? { [`line${index}`]: { method: 'imopenlines.config.get', params: { CONFIG_ID: link.id } } }
      : {}),
  }
}

/** The customer's number as a person of this portal: the fourth part of the code (imopenlines.dialog.get). */
export function customerOf({ line }: ChatLink): number | null {
  const [, , , person = ''] = line?.code.split('|', 4) ?? []
  return /^[1-9]\d{0,14}$/.test(person) ? Number(person) : null
}
