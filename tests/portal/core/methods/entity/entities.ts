import { isTruthy, toText, trimText } from '../../php.ts'
import { type Method, type MethodContext, RestError } from '../../rest/exchange.ts'
import type { Storage } from '../../world/storage.ts'
import { findStorage, isShown, may, readGiven, refuseAccess, refuseCore, requireRight, requireStorage, rightsOf, storageCode } from './given.ts'

const FIRST_ID = 183

function row({ id, code, name }: Storage): object {
  return { ID: String(id), IBLOCK_TYPE_ID: 'rest_entity', ENTITY: code, NAME: name }
}

function refuseTaken(code: string, context: MethodContext): void {
  if (findStorage(code, context)) throw new RestError('ERROR_ENTITY_ALREADY_EXISTS', 'Entity already exists', 400)
}

/** Text of modules/iblock/lang/en/classes/general/iblock.php, with the break that the check appends to each of its errors. */
function nameOf(value: unknown): string {
  const name = trimText(toText(value))
  if (name === '') refuseCore('Block name is not specified.<br>')
  return name
}

/** Anybody who may use the application makes storages under any free name, also for chats they are not in. */
export const entityAdd: Method = {
  name: 'entity.add',
  scopes: ['entity'],
  source: 'api-reference/entity/entities/entity-add.md',
  run(params, context) {
    const given = readGiven(params, context)
    refuseTaken(given.ENTITY, context)
    const { storages } = context.app
    const id = Math.max(FIRST_ID - 1, ...storages.map(one => one.id)) + 1
    storages.push({ id, code: given.ENTITY, name: nameOf(given['NAME']), rights: rightsOf(given['ACCESS'], context), properties: [], items: [] })
    return { result: true }
  },
}

/** Every user of the application sees the name of every storage that is shown to them. */
export const entityGet: Method = {
  name: 'entity.get',
  scopes: ['entity'],
  source: 'api-reference/entity/entities/entity-get.md',
  run(params, context) {
    const isNamed = Object.keys(params).some(name => name.toUpperCase() === 'ENTITY')
    if (!isNamed) return { result: context.app.storages.filter(one => isShown(one, context)).map(row) }
    return { result: row(requireStorage(readGiven(params, context).ENTITY, context)) }
  },
}

/** Whoever is shown a storage reads its rights; a new set replaces all of the old one. */
export const entityRights: Method = {
  name: 'entity.rights',
  scopes: ['entity'],
  source: 'api-reference/entity/entities/entity-rights.md',
  run(params, context) {
    const given = readGiven(params, context)
    const storage = findStorage(given.ENTITY, context)
    if (!storage) return { result: null }
    const access = given['ACCESS']
    if (typeof access === 'object' && isTruthy(access)) {
      if (!may(storage, 'X', context)) refuseAccess()
      storage.rights = rightsOf(access, context)
    }
    return { result: Object.fromEntries(storage.rights) }
  },
}

export const entityUpdate: Method = {
  name: 'entity.update',
  scopes: ['entity'],
  source: 'api-reference/entity/entities/entity-update.md',
  run(params, context) {
    const given = readGiven(params, context)
    const storage = requireRight(given.ENTITY, 'X', context)
    const { NAME: name, ENTITY_NEW: other, ACCESS: access } = given
    const code = other === undefined || other === null ? storage.code : storageCode(other, context)
    if (code !== storage.code) refuseTaken(code, context)
    const kept = name === undefined || name === null ? storage.name : nameOf(name)
    Object.assign(storage, { code, name: kept })
    if (typeof access === 'object' && isTruthy(access)) storage.rights = rightsOf(access, context)
    return { result: true }
  },
}

export const entityDelete: Method = {
  name: 'entity.delete',
  scopes: ['entity'],
  source: 'api-reference/entity/entities/entity-delete.md',
  run(params, context) {
    const storage = requireRight(readGiven(params, context).ENTITY, 'X', context)
    context.app.storages.splice(context.app.storages.indexOf(storage), 1)
    return { result: true }
  },
}
