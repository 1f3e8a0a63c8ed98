import { isMap } from '../../php.ts'
import { type Method, RestError } from '../../rest/exchange.ts'
import type { CrmStage } from '../../world/records.ts'
import { integerOf, textOf } from '../im/params.ts'
import { compareBy, meets } from '../users/user-filter.ts'

const PAGE = 50
const COLORS = { S: '#7BD500', F: '#FF5752' } as const
const EXTRA = { S: 'success', F: 'failure' } as const

/** The category is at the end of the directory's name; the general one has none, and null here. */
function categoryOf(entityId: string): string | null {
  return /^(?:DEAL_STAGE|DYNAMIC_\d+_STAGE)_(\d+)$/.exec(entityId)?.[1] ?? null
}

function stageShape({ entityId, id, name, semantics }: CrmStage, index: number, sort: number): Record<string, unknown> {
  const color = semantics ? COLORS[semantics] : '#39A8EF'
  return {
    ID: String(101 + index * 2),
    ENTITY_ID: entityId,
    STATUS_ID: id,
    NAME: name,
    NAME_INIT: '',
    SORT: String(sort),
    SYSTEM: 'N',
    CATEGORY_ID: categoryOf(entityId),
    COLOR: color,
    SEMANTICS: semantics,
    EXTRA: { SEMANTICS: semantics ? EXTRA[semantics] : 'process', COLOR: color },
  }
}

export const crmStatusList: Method = {
  name: 'crm.status.list',
  scopes: ['crm'],
  source: 'api-reference/crm/status/crm-status-list.md',
  run(params, { world: { records }, viewer }) {
    // Who may read no record at all; here these are people from outside. The words stand where a code would.
    if (viewer.isExtranet) throw new RestError('Access denied.', 'No permission to perform the operation', 400)
    const { filter = {}, order = {} } = params
    // An empty map of PHP arrives as an empty list.
    if (typeof filter !== 'object' || typeof order !== 'object') throw new RestError('Invalid parameters.', 'Incorrect parameters passed.', 400)
    const places = new Map<string, number>()
    const rows = records.crmStages.map((stage, index) => {
      const sort = (places.get(stage.entityId) ?? 0) + 10
      places.set(stage.entityId, sort)
      return stageShape(stage, index, sort)
    })
    const found = rows.filter(row => meets(row, isMap(filter) ? filter : {}))
    const [field = 'ID', direction] = Object.entries(order ?? {})[0] ?? []
    found.sort(compareBy(field))
    if (textOf(direction).toUpperCase() === 'DESC') found.reverse()
    const start = Math.max(0, integerOf(params['start']))
    return {
      result: found.slice(start, start + PAGE),
      total: found.length,
      ...(start + PAGE < found.length ? { next: start + PAGE } : {}),
    }
  },
}
