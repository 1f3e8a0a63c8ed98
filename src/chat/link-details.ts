/** What the Overview says about the things a chat is linked to: our own types, in no spelling of Bitrix24's. */
import type { PortalError } from '../bitrix24/index.ts'
import type { ChatLink } from './overview.ts'

/** Scopes beyond `im` that show something about a chat's links. */
export type LinkScope = 'crm' | 'task' | 'imopenlines'

/** Text is `''` where the portal has none or did not tell. */
export interface CrmDetails {
  kind: 'crm'
  title: string
  stage: string
  /** Null where there is none, or it is 0. `currency` is a code such as `EUR`. */
  amount: { value: number, currency: string } | null
  contact: string
  company: string
  phone: string
  responsible: string
}

export type TaskStatus = 'waiting' | 'running' | 'in-review' | 'done' | 'postponed'

export interface TaskDetails {
  kind: 'task'
  title: string
  /** Null for one that this app does not know. */
  status: TaskStatus | null
  deadline: Date | null
  /** By the portal's clock, when it was read; see `isPastDeadline`. */
  isOverdue: boolean
  responsible: string
  responsibleId: number | null
  /** See `aheadOf`. */
  ahead: number
}

/** Whether something is still to be done, and the deadline has passed. */
export function isPastDeadline({ status, deadline }: Pick<TaskDetails, 'status' | 'deadline'>, now: Date): boolean {
  const isOpen = status === 'waiting' || status === 'running' || status === 'postponed'
  return isOpen && deadline !== null && deadline < now
}

export interface LineDetails {
  kind: 'open-line'
  channel: string
  /** Code of the way the customer writes: `livechat`, `telegrambot`. */
  connector: string
  customer: string
  session: string
  /** Who wrote last, and when; null where nobody did or the portal did not tell. */
  lastWord: { isCustomers: boolean, at: Date | null } | null
  /** See `aheadOf`. */
  ahead: number
}

export type LinkDetails = CrmDetails | TaskDetails | LineDetails

export type LinkOutcome =
  | { state: 'ready', details: LinkDetails }
  | { state: 'failed', error: PortalError }

export interface LinkReading {
  /** By `linkKey`. A link that nothing can be asked about is not in it. */
  outcomes: ReadonlyMap<string, LinkOutcome>
  /** Scopes that were not granted and would show something about these links. */
  missing: readonly LinkScope[]
}

/** Different for any two links of a chat: records of different kinds may have the same number. */
export function linkKey({ kind, typeId = '', id }: ChatLink): string {
  return `${kind}/${typeId}/${id}`
}
