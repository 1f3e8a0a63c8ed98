import { isMap, toInteger, toText, upperKeys } from '../../php.ts'
import { type MethodContext, type Params, RestError } from '../../rest/exchange.ts'
import { holdsCode } from '../../world/access-codes.ts'
import type { RightLetter, Storage } from '../../world/storage.ts'

export type Given = Record<string, unknown>

/** Everything here follows vsyntot/tacticum_web, modules/rest/classes/general/restentity.php, unless a page says otherwise. */
const WHOLE_CODE = 50

/** @throws RestError as an `ArgumentException` arrives (modules/rest/lib/restexception.php, initFromException) */
export function refuseArgument(text: string, argument: string): never {
  throw new RestError('ERROR_ARGUMENT', text, 400, { argument })
}

export function refuseCore(text: string): never {
  throw new RestError('ERROR_CORE', text, 400)
}

export function refuseAccess(): never {
  throw new RestError('ACCESS_DENIED', 'Access denied!', 403)
}

/** A code without the characters that are not allowed: they are dropped, not refused. */
export function cleanCode(value: unknown): string {
  return toText(value).replaceAll(/\W/g, '')
}

/** 50 bytes with the application's prefix, as the pages say and the source checks (getEntityIBlockCode). */
export function storageCode(value: unknown, { app }: MethodContext): string {
  const code = cleanCode(value)
  if (code === '') refuseArgument('Argument \'ENTITY\' is null or empty', 'ENTITY')
  const most = WHOLE_CODE - `APP_${app.clientId}_`.length
  if (code.length > most) refuseArgument(`Entity code is too long. Max length is ${most} characters.`, '')
  return code
}

/** Parameters with their names in upper case and a checked `ENTITY`. */
export function readGiven(params: Params, context: MethodContext): Given & { ENTITY: string } {
  const given = upperKeys(params)
  return { ...given, ENTITY: storageCode(given['ENTITY'], context) }
}

/** A storage belongs to the application: its name begins with the application's id, so another one finds none of it. */
export function findStorage(code: string, context: MethodContext): Storage | undefined {
  return context.app.storages.find(one => one.code === code && isShown(one, context))
}

/** The page of entity.rights says that any user reads rights; the source finds for nobody what they may not read. See `storageSight`. */
export function isShown(storage: Storage, context: MethodContext): boolean {
  return context.world.settings.undocumented?.storageSight !== 'readers' || may(storage, 'R', context)
}

export function requireStorage(code: string, context: MethodContext): Storage {
  const storage = findStorage(code, context)
  if (!storage) throw new RestError('ERROR_ENTITY_NOT_FOUND', 'Entity not found', 400)
  return storage
}

const REACHES: Readonly<Record<RightLetter, string>> = { R: 'R', W: 'RW', X: 'RWX' }

/**
 * Whether the caller may do what the letter stands for. Administrators may everything (modules/iblock/classes/general/iblock_rights.php,
 * _check_if_user_has_right). `W` deletes items too; only `X` manages (modules/iblock/install/index.php, iblock_full_edit).
 */
export function may(storage: Storage, letter: RightLetter, { world, viewer }: MethodContext): boolean {
  if (viewer.isAdmin) return true
  return [...storage.rights].some(([code, right]) => REACHES[right].includes(letter) && holdsCode(world, viewer, code))
}

/** A managed storage, in the order in which the source refuses: first what is not there, then who may not. */
export function requireRight(code: string, letter: RightLetter, context: MethodContext): Storage {
  const storage = requireStorage(code, context)
  if (!may(storage, letter, context)) refuseAccess()
  return storage
}

/** The new set, with the caller as `X`. Any code is taken as it is; an entry with another letter is dropped. */
export function rightsOf(access: unknown, { viewer }: MethodContext): Map<string, RightLetter> {
  const entries = Object.entries({ ...(isMap(access) ? access : {}), [`U${viewer.id}`]: 'X' })
  return new Map(entries.flatMap(([code, letter]) => letter === 'R' || letter === 'W' || letter === 'X' ? [[code, letter] as const] : []))
}

/** @throws RestError for what is no positive number; the text is that of every missing argument */
export function requireId(given: Given): number {
  const id = toInteger(given['ID'])
  if (id <= 0) refuseArgument('Argument \'ID\' is null or empty', 'ID')
  return id
}
