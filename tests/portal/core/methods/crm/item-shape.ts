/** A record as crm.item.get writes it: fields as api-reference/crm/universal/object-fields.md lists them, values as the samples have them. */
import type { CrmItem, CrmType } from '../../world/records.ts'
import type { MethodContext } from '../../rest/exchange.ts'

type Fields = Record<string, unknown>

/** Fields that are switched off always come as null. */
function nulls(names: string): Fields {
  return Object.fromEntries(names.split(' ').map(name => [name, null]))
}

function common(item: CrmItem, { isoDate }: MethodContext): Fields {
  const time = isoDate(item.createdAt)
  return {
    id: item.id,
    createdTime: time,
    updatedTime: time,
    createdBy: item.responsibleId,
    updatedBy: item.responsibleId,
    assignedById: item.responsibleId,
    opened: item.readableBy === 'everybody' ? 'Y' : 'N',
    lastActivityBy: item.responsibleId,
    lastActivityTime: time,
    ...nulls('utmSource utmMedium utmCampaign utmContent utmTerm'),
    observers: [],
    entityTypeId: item.typeId,
  }
}

function phones({ typeId, id, phone }: CrmItem): Fields {
  return {
    hasPhone: phone === '' ? 'N' : 'Y',
    hasEmail: 'N',
    hasImol: 'N',
    phoneMobile: '',
    phoneWork: phone,
    phoneMailing: '',
    emailHome: '',
    emailWork: '',
    emailMailing: '',
    imol: '',
    email: '',
    phone,
    fm: phone === '' ? [] : [{ id: typeId * 1_000 + id, valueType: 'WORK', value: phone, typeId: 'PHONE' }],
  }
}

function stage(item: CrmItem, { world, isoDate }: MethodContext): Fields {
  const found = world.records.crmStages.find(({ id, entityId }) => id === item.stageId && isStageOf(entityId, item.typeId))
  return {
    stageId: item.stageId,
    stageSemanticId: found?.semantics ?? 'P',
    movedBy: item.responsibleId,
    movedTime: isoDate(item.createdAt),
  }
}

function isStageOf(entityId: string, typeId: number): boolean {
  if (typeId === 1) return entityId === 'STATUS'
  return typeId === 2 ? /^DEAL_STAGE(_\d+)?$/.test(entityId) : entityId.startsWith(`DYNAMIC_${typeId}_STAGE_`)
}

function money({ amount, currency }: CrmItem): Fields {
  return { opportunity: amount, isManualOpportunity: 'Y', currencyId: currency }
}

function client({ contactId, companyId }: CrmItem): Fields {
  return { companyId, contactId, contactIds: contactId === 0 ? [] : [contactId] }
}

function names(item: CrmItem): Fields {
  return {
    name: item.firstName, lastName: item.lastName, secondName: '', honorific: '', birthdate: null, post: '', address: null, comments: '',
    ...nulls('originatorId originId shortName login'),
  }
}

const SOURCE: Fields = { sourceId: 'WEB', sourceDescription: '' }

function lead(item: CrmItem, context: MethodContext): Fields {
  return {
    ...names(item), ...client(item), ...stage(item, context), ...money(item), ...phones(item), ...SOURCE,
    title: item.title, companyTitle: '', isReturnCustomer: 'N', searchContent: item.title, webformId: 0,
    ...nulls('dateCreateShort dateModifyShort isConvert statusDescription productId dateClosed skype icq'),
  }
}

function deal(item: CrmItem, context: MethodContext): Fields {
  const time = context.isoDate(item.createdAt)
  return {
    ...client(item), ...stage(item, context), ...money(item), ...SOURCE,
    title: item.title, categoryId: item.categoryId, leadId: 0, quoteId: 0, isNew: 'N', isRecurring: 'N', isReturnCustomer: 'N',
    isRepeatedApproach: 'N', closed: 'N', typeId: 'SALE', taxValue: 0, probability: 50, comments: '', begindate: time, closedate: time,
    additionalInfo: '',
    ...nulls('dateCreateShort dateModifyShort productId begindateShort closedateShort eventDate eventDateShort eventId eventDescription'),
    ...nulls('locationId webformId originatorId originId searchContent orderStage isWork isWon isLose receivedAmount lostAmount hasProducts'),
  }
}

function contact(item: CrmItem): Fields {
  const { companyId } = item
  return {
    ...names(item), ...phones(item), ...SOURCE,
    companyId, companyIds: companyId === 0 ? [] : [companyId], photo: null, leadId: 0, export: 'Y', typeId: 'CLIENT', categoryId: 0,
    originVersion: null, searchContent: `${item.firstName} ${item.lastName}`, webformId: 0,
  }
}

function company(item: CrmItem): Fields {
  return {
    ...phones(item),
    title: item.title, typeId: 'CUSTOMER', industry: 'OTHER', revenue: item.amount, currencyId: item.currency, employees: 'EMPLOYEES_1',
    leadId: 0, isMyCompany: 'N', searchContent: item.title, categoryId: 0, contactIds: item.contactId === 0 ? [] : [item.contactId],
    comments: '', webformId: 0,
    ...nulls('logo address addressLegal bankingDetails originatorId originId originVersion ufLogo ufStamp ufDirectorSign ufAccountantSign'),
  }
}

/** Assumed: what an own kind does not use is missing. The other possibility is null. */
function ownKind(item: CrmItem, type: CrmType | undefined, context: MethodContext): Fields {
  return {
    title: item.title, xmlId: '', categoryId: item.categoryId, webformId: 0, ...SOURCE,
    ...(type?.hasStages ? { ...stage(item, context), previousStageId: '' } : {}),
    ...(type?.hasClient ? client(item) : {}),
    ...(type?.hasProducts ? { ...money(item), taxValue: 0 } : {}),
  }
}

export function itemShape(item: CrmItem, context: MethodContext): Fields {
  const own = () => ownKind(item, context.world.records.crmTypes.get(item.typeId), context)
  const shapes: Readonly<Record<number, () => Fields>> = {
    1: () => lead(item, context), 2: () => deal(item, context), 3: () => contact(item), 4: () => company(item),
  }
  return { ...common(item, context), ...(shapes[item.typeId] ?? own)() }
}
