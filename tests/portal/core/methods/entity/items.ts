import { isMap, toInteger, toText } from '../../php.ts'
import { type Method, type MethodContext, RestError } from '../../rest/exchange.ts'
import type { Storage, StorageItem } from '../../world/storage.ts'
import { type Given, may, readGiven, refuseCore, requireId, requireRight, requireStorage } from './given.ts'
import { meetsFilter, sortRows } from './item-filter.ts'

const PAGE = 50
const FIRST_ID = 838
/** Given on adding and changing; every other name is the portal's own or none of a storage's. Pictures are left out: nobody here has any. */
const FIELDS: readonly string[] = ['NAME', 'ACTIVE', 'DATE_ACTIVE_FROM', 'DATE_ACTIVE_TO', 'SORT', 'PREVIEW_TEXT', 'DETAIL_TEXT', 'CODE', 'SECTION']

/** All values are text. A property without a value is null: assumed, the sample has none. */
function rowOf(storage: Storage, item: StorageItem, { isoDate }: MethodContext): Record<string, unknown> {
  const { fields, values, id } = item
  const row = {
    ID: String(id),
    TIMESTAMP_X: isoDate(item.changedAt),
    MODIFIED_BY: String(item.changedBy),
    DATE_CREATE: isoDate(item.createdAt),
    CREATED_BY: String(item.createdBy),
    ACTIVE: 'Y', DATE_ACTIVE_FROM: '', DATE_ACTIVE_TO: '', SORT: '500', NAME: '',
    PREVIEW_PICTURE: null, PREVIEW_TEXT: null, DETAIL_PICTURE: null, DETAIL_TEXT: null, CODE: null,
    ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, toText(value)])),
    ENTITY: storage.code,
    SECTION: fields['SECTION'] === undefined ? null : toText(fields['SECTION']),
  }
  if (storage.properties.length === 0) return row
  const shown = storage.properties.map(({ code }) => [code, values[code] === undefined ? null : toText(values[code])])
  return { ...row, PROPERTY_VALUES: Object.fromEntries(shown) }
}

function mapOf(value: unknown): Record<string, unknown> {
  return isMap(value) ? value : {}
}

/** Without the right to read no refusal comes but an empty list (CHECK_PERMISSIONS). `CR` gives people the items they made. */
export const itemGet: Method = {
  name: 'entity.item.get',
  scopes: ['entity'],
  source: 'api-reference/entity/items/entity-item-get.md',
  run(params, context) {
    const given = readGiven(params, context)
    // no rights are asked for to find it, and no order: the oldest of a name is assumed (iblock/lib/iblocktable.php, resolveIdByCode)
    const storage = context.app.storages.find(({ code }) => code === given.ENTITY) ?? requireStorage(given.ENTITY, context)
    const readsAll = may(storage, 'R', context)
    const readsOwn = storage.rights.has('CR')
    const rows = storage.items
      .filter(({ createdBy }) => readsAll || (readsOwn && createdBy === context.viewer.id))
      .map(item => rowOf(storage, item, context))
      .filter(row => meetsFilter(row, mapOf(given['FILTER'])))
    const sorted = sortRows(rows, isMap(given['SORT']) ? given['SORT'] : { ID: 'ASC' })
    const from = Math.max(0, toInteger(params['start']))
    const next = from + PAGE
    return { result: sorted.slice(from, next), total: rows.length, ...(next < rows.length ? { next } : {}) }
  },
}

/** What is no field and no property is dropped without a word. */
function take(item: StorageItem, given: Given, { properties }: Storage): void {
  for (const name of FIELDS) if (given[name] !== undefined) item.fields[name] = given[name]
  const values = mapOf(given['PROPERTY_VALUES'])
  for (const { code } of properties) if (values[code] !== undefined && values[code] !== null) item.values[code] = values[code]
}

/** Nothing but single values is taken for a field (yuliai/bitrix-modules, iblock/lib/Public/Service/RestValidator/Format/BaseValidator.php). */
function refuseShapes(given: Given): void {
  const wrong = FIELDS.filter(name => typeof given[name] === 'object' && given[name] !== null)
  if (wrong.length > 0) throw new RestError('ERROR_ARGUMENT', wrong.map(name => `Wrong format of field \`${name}\`.`).join(' '), 400)
}

/** Text of modules/iblock/lang/en/classes/general/iblockelement.php. */
function refuseNameless(name: unknown): void {
  if (toText(name) === '') refuseCore('Name is not specified.<br>')
}

export const itemAdd: Method = {
  name: 'entity.item.add',
  scopes: ['entity'],
  source: 'api-reference/entity/items/entity-item-add.md',
  run(params, context) {
    const given = readGiven(params, context)
    refuseShapes(given)
    const storage = requireRight(given.ENTITY, 'W', context)
    refuseNameless(given['NAME'])
    // Ids are counted over all storages, as those of the portal's other records of this kind.
    const id = Math.max(FIRST_ID - 1, ...context.app.storages.flatMap(({ items }) => items.map(one => one.id))) + 1
    const { viewer, now } = context
    const item = { id, createdBy: viewer.id, createdAt: now, changedBy: viewer.id, changedAt: now, fields: {}, values: {} }
    take(item, given, storage)
    storage.items.push(item)
    return { result: id }
  },
}

function requireItem(storage: Storage, id: number): StorageItem {
  const item = storage.items.find(one => one.id === id)
  if (!item) throw new RestError('ERROR_ITEM_NOT_FOUND', 'Item not found', 400)
  return item
}

/** No expected version: the later writer wins. Properties that are not given stay. */
export const itemUpdate: Method = {
  name: 'entity.item.update',
  scopes: ['entity'],
  source: 'api-reference/entity/items/entity-item-update.md',
  run(params, context) {
    const given = readGiven(params, context)
    refuseShapes(given)
    const id = requireId(given)
    const storage = requireRight(given.ENTITY, 'W', context)
    const item = requireItem(storage, id)
    if (given['NAME'] !== undefined) refuseNameless(given['NAME'])
    take(item, given, storage)
    Object.assign(item, { changedBy: context.viewer.id, changedAt: context.now })
    return { result: true }
  },
}

export const itemDelete: Method = {
  name: 'entity.item.delete',
  scopes: ['entity'],
  source: 'api-reference/entity/items/entity-item-delete.md',
  run(params, context) {
    const given = readGiven(params, context)
    const id = requireId(given)
    const storage = requireRight(given.ENTITY, 'W', context)
    storage.items.splice(storage.items.indexOf(requireItem(storage, id)), 1)
    return { result: true }
  },
}
