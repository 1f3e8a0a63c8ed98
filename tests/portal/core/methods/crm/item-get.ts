import { crmKey, type CrmItem } from '../../world/records.ts'
import type { Person, World } from '../../world/model.ts'
import { type Method, RestError } from '../../rest/exchange.ts'
import { integerOf, isGiven } from '../im/params.ts'
import { itemShape } from './item-shape.ts'

/** Lead, deal, contact, company: https://apidocs.bitrix24.com/api-reference/crm/data-types.html#object_type */
const SYSTEM_TYPES: readonly number[] = [1, 2, 3, 4]

/** Administrators see every record, the responsible person their own: assumed from what CRM's roles usually are. */
function mayRead({ readableBy, responsibleId }: CrmItem, person: Person): boolean {
  return person.isAdmin || person.id === responsibleId || readableBy === 'everybody' || readableBy.includes(person.id)
}

export function isKnownType({ records }: World, typeId: number): boolean {
  return SYSTEM_TYPES.includes(typeId) || records.crmTypes.has(typeId)
}

export const crmItemGet: Method = {
  name: 'crm.item.get',
  scopes: ['crm'],
  source: 'api-reference/crm/universal/crm-item-get.md',
  run(params, context) {
    const { world, viewer } = context
    if (viewer.isExtranet) throw new RestError('allowed_only_intranet_user', 'Action is allowed only to intranet users', 403)
    // Names in exactly this spelling, as the page has them. Code and words are assumed: the page does not say what a missing one gives.
    for (const name of ['entityTypeId', 'id']) {
      if (!isGiven(params[name])) throw new RestError('100', `Could not find value for parameter {${name}}`, 400)
    }
    const typeId = integerOf(params['entityTypeId'])
    if (!isKnownType(world, typeId)) throw new RestError('NOT_FOUND', 'SPA not found', 400)
    const item = world.records.crmItems.get(crmKey(typeId, integerOf(params['id'])))
    if (!item) throw new RestError('NOT_FOUND', 'Item not found', 400)
    if (!mayRead(item, viewer)) throw new RestError('ACCESS_DENIED', 'You do not have permission to view this item', 400)
    return { result: { item: itemShape(item, context) } }
  },
}
