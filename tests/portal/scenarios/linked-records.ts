import { crmKey, type CrmItem, type CrmStage, type OpenLine, type Records, type Task } from '../core/world/records.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The stages of the sample of crm.status.list, those of leads, of a second pipeline of deals, and of the company's own kind. */
const STAGES: readonly CrmStage[] = [
  { entityId: 'STATUS', id: 'NEW', name: 'Unassigned', semantics: null },
  { entityId: 'STATUS', id: 'IN_PROCESS', name: 'In progress', semantics: null },
  { entityId: 'STATUS', id: 'CONVERTED', name: 'Good lead', semantics: 'S' },
  { entityId: 'STATUS', id: 'JUNK', name: 'Junk lead', semantics: 'F' },
  { entityId: 'DEAL_STAGE', id: 'NEW', name: 'New', semantics: null },
  { entityId: 'DEAL_STAGE', id: 'PREPARATION', name: 'Document preparation', semantics: null },
  { entityId: 'DEAL_STAGE', id: 'PREPAYMENT_INVOICE', name: 'Prepayment invoice', semantics: null },
  { entityId: 'DEAL_STAGE', id: 'EXECUTING', name: 'In progress', semantics: null },
  { entityId: 'DEAL_STAGE', id: 'FINAL_INVOICE', name: 'Final invoice', semantics: null },
  { entityId: 'DEAL_STAGE', id: 'WON', name: 'Deal successful', semantics: 'S' },
  { entityId: 'DEAL_STAGE', id: 'LOSE', name: 'Deal failed', semantics: 'F' },
  { entityId: 'DEAL_STAGE_1', id: 'C1:NEW', name: 'Request received', semantics: null },
  { entityId: 'DEAL_STAGE_1', id: 'C1:WON', name: 'Contract renewed', semantics: 'S' },
  { entityId: 'DYNAMIC_177_STAGE_7', id: 'DT177_7:NEW', name: 'To be ordered', semantics: null },
  { entityId: 'DYNAMIC_177_STAGE_7', id: 'DT177_7:CLIENT', name: 'Ordered', semantics: null },
]

type CrmPlan = Pick<CrmItem, 'typeId' | 'id' | 'responsibleId'> & Partial<CrmItem>

const CRM_ITEMS: readonly CrmPlan[] = [
  { typeId: 1, id: 1209, title: 'Lead from the website', firstName: 'Green Guest', lastName: '#17', stageId: 'IN_PROCESS', amount: 999.9, currency: 'USD', responsibleId: 27 },
  { typeId: 2, id: 1663, title: 'Label printers for the Leipzig warehouse', stageId: 'PREPAYMENT_INVOICE', amount: 14_250.5, currency: 'EUR', contactId: 25, companyId: 7, responsibleId: 503 },
  // Nobody but its responsible person and administrators may read it.
  { typeId: 2, id: 1664, title: 'Acquisition', stageId: 'C1:NEW', categoryId: 1, amount: 2_000_000, currency: 'EUR', responsibleId: 2, readableBy: [] },
  { typeId: 3, id: 25, firstName: 'Giulia', lastName: 'Conti', companyId: 7, phone: '+39 06 5550117', responsibleId: 5 },
  { typeId: 4, id: 7, title: 'Conti & Figli S.r.l.', contactId: 25, phone: '+39 06 5550100', responsibleId: 5 },
  { typeId: 177, id: 9, title: 'Two label printers, spare heads', stageId: 'DT177_7:CLIENT', categoryId: 7, amount: 129_000, currency: 'JPY', contactId: 25, responsibleId: 5 },
]

const OPEN_LINES: readonly OpenLine[] = [{ id: 22, name: 'Example shop', isActive: true, queue: [27, 5] }]

function tasks(now: number): Task[] {
  return [
    {
      id: 4711, title: 'Replace the label printer', description: 'The one beside gate 3.', status: 3, deadline: now - 2 * DAY, creatorId: 17, responsibleId: 20,
      memberIds: [1, 5], createdAt: now - 9 * DAY,
    },
    {
      id: 4712, title: 'Order new labels', description: '', status: 5, deadline: now - DAY, creatorId: 17, responsibleId: 5, memberIds: [1, 20], createdAt: now - 8 * DAY,
    },
  ]
}

/** What the demo company's chats are linked to, with the ids that the documentation's samples use where they have one. */
export function createRecords(now: number): Records {
  const items = CRM_ITEMS.map((plan): CrmItem => ({
    title: '', firstName: '', lastName: '', stageId: '', categoryId: 0, amount: 0, currency: '', contactId: 0, companyId: 0, phone: '',
    createdAt: now - 20 * DAY, readableBy: 'everybody', ...plan,
  }))
  return {
    crmTypes: new Map([[177, { id: 177, title: 'Equipment Procurement', hasStages: true, hasClient: true, hasProducts: true }]]),
    crmItems: new Map(items.map(item => [crmKey(item.typeId, item.id), item])),
    crmStages: STAGES,
    tasks: new Map(tasks(now).map(task => [task.id, task])),
    openLines: new Map(OPEN_LINES.map(line => [line.id, line])),
  }
}
