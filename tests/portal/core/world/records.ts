/**
 * What chats are linked to: records of CRM, tasks, open channels. Plain data like the rest of the world; times are
 * milliseconds since 1970.
 */

/** A kind of CRM records that a portal made for itself (smart process); lead 1, deal 2, contact 3 and company 4 need none. */
export interface CrmType {
  /** `entityTypeId` of REST. */
  id: number
  title: string
  /** Switched on in the kind's settings: without it the fields are not there at all. */
  hasStages: boolean
  hasClient: boolean
  hasProducts: boolean
}

export interface CrmItem {
  typeId: number
  id: number
  /** Of a lead, deal, company or record of an own kind. */
  title: string
  /** Of a lead or a contact. */
  firstName: string
  lastName: string
  /** `STATUS_ID` of its stage, `''` where there are none. */
  stageId: string
  categoryId: number
  amount: number
  currency: string
  /** Another record's number, 0 for none. */
  contactId: number
  companyId: number
  responsibleId: number
  phone: string
  createdAt: number
  /** Who may read it besides its responsible person and administrators; `everybody` inside the company, or by number. */
  readableBy: 'everybody' | readonly number[]
}

/** An entry of CRM's directories (`crm.status.*`), of which stages are some. */
export interface CrmStage {
  /** `STATUS` for leads, `DEAL_STAGE`, `DEAL_STAGE_1` …, `DYNAMIC_177_STAGE_7` …. */
  entityId: string
  id: string
  name: string
  /** `S` success, `F` failure, null on the way. */
  semantics: 'S' | 'F' | null
}

export interface Task {
  id: number
  title: string
  description: string
  /** 2 waiting, 3 in progress, 4 awaiting control, 5 completed, 6 postponed. */
  status: 2 | 3 | 4 | 5 | 6
  deadline: number | null
  creatorId: number
  responsibleId: number
  /** Takes part or watches. */
  memberIds: readonly number[]
  createdAt: number
}

export interface OpenLine {
  id: number
  name: string
  isActive: boolean
  /** Operators. */
  queue: readonly number[]
}

export interface Records {
  crmTypes: Map<number, CrmType>
  /** By `crmKey`. What was deleted is not here. */
  crmItems: Map<string, CrmItem>
  /** In the order of the directories. */
  crmStages: readonly CrmStage[]
  tasks: Map<number, Task>
  openLines: Map<number, OpenLine>
}

export function crmKey(typeId: number, id: number): string {
  return `${typeId}:${id}`
}

export function noRecords(): Records {
  return { crmTypes: new Map(), crmItems: new Map(), crmStages: [], tasks: new Map(), openLines: new Map() }
}
