import { toInteger, toText } from '../../php.ts'
import { type Method, type MethodContext, type Params, RestError } from '../../rest/exchange.ts'
import type { Storage, StorageProperty } from '../../world/storage.ts'
import { cleanCode, type Given, may, readGiven, refuseAccess, refuseArgument, refuseCore, requireStorage } from './given.ts'

function typeOf(value: unknown): StorageProperty['type'] | undefined {
  if (value === undefined || value === null) return undefined
  const type = toText(value).toUpperCase()
  return type === 'S' || type === 'N' || type === 'F' ? type : refuseArgument('Wrong entity item property type', 'TYPE')
}

interface Asked { given: Given, storage: Storage, code: string, type: StorageProperty['type'] | undefined, found: StorageProperty | undefined }

function read(params: Params, context: MethodContext): Asked {
  const given = readGiven(params, context)
  const code = cleanCode(given['PROPERTY'])
  const type = typeOf(given['TYPE'])
  const storage = requireStorage(given.ENTITY, context)
  return { given, storage, code, type, found: storage.properties.find(one => one.code === code) }
}

function requireProperty({ found }: Asked): StorageProperty {
  if (!found) throw new RestError('ERROR_PROPERTY_NOT_FOUND', 'Property not found', 400)
  return found
}

function row({ code, name, type, sort }: StorageProperty): object {
  return { PROPERTY: code, NAME: name, TYPE: type, SORT: String(sort) }
}

export const propertyGet: Method = {
  name: 'entity.item.property.get',
  scopes: ['entity'],
  source: 'api-reference/entity/items/properties/entity-item-property-get.md',
  run(params, context) {
    const asked = read(params, context)
    if (asked.code !== '') return { result: row(requireProperty(asked)) }
    return { result: [...asked.storage.properties].sort((one, other) => one.sort - other.sort).map(row) }
  },
}

/** Texts of modules/iblock/lang/en/classes/general/iblockproperty.php. The type is text where none is given: assumed. */
export const propertyAdd: Method = {
  name: 'entity.item.property.add',
  scopes: ['entity'],
  source: 'api-reference/entity/items/properties/entity-item-property-add.md',
  run(params, context) {
    const { given, storage, code, type = 'S', found } = read(params, context)
    if (found) throw new RestError('ERROR_PROPERTY_ALREADY_EXISTS', 'Property already exists', 400)
    if (code === '') refuseArgument('Argument \'PROPERTY\' is null or empty', 'PROPERTY')
    if (!may(storage, 'X', context)) refuseAccess()
    const name = toText(given['NAME'])
    if (name === '') refuseCore('Name is not specified.<br>')
    if (/^\d/.test(code)) refuseCore(`Property code cannot start with digit.: ${code}<br>`)
    storage.properties.push({ code, name, type, sort: toInteger(given['SORT']) || 500 })
    return { result: true }
  },
}

export const propertyDelete: Method = {
  name: 'entity.item.property.delete',
  scopes: ['entity'],
  source: 'api-reference/entity/items/properties/entity-item-property-delete.md',
  run(params, context) {
    const asked = read(params, context)
    const property = requireProperty(asked)
    const { storage } = asked
    if (!may(storage, 'X', context)) refuseAccess()
    storage.properties.splice(storage.properties.indexOf(property), 1)
    for (const item of storage.items) Reflect.deleteProperty(item.values, property.code)
    return { result: true }
  },
}
