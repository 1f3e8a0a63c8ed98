import type { Person, World } from '../world/model.ts'
import { RestError } from './exchange.ts'
import type { Tokens } from './tokens.ts'

/** Who calls: the person and the scopes that the token stands for. */
export interface Caller {
  readonly viewer: Person
  readonly scopes: readonly string[]
}

/** Administrators may always use the application, others when it is not limited or names them. */
export function mayUseApp(world: World, person: Person): boolean {
  const { allowedPersonIds } = world.app
  return person.isAdmin || allowedPersonIds === null || allowedPersonIds.includes(person.id)
}

/** @throws RestError `insufficient_scope` unless one of the method's scopes was granted; the basic set is open to all */
export function checkScopes(required: readonly string[], granted: readonly string[], description: string): void {
  if (required.length > 0 && !required.some(scope => granted.includes(scope))) {
    throw new RestError('insufficient_scope', description, 403)
  }
}

/**
 * The caller behind a token, checked in the order of the readable source (modules/rest/lib/oauth/auth.php): known, not expired,
 * scope, person active, application open to the person. Statuses are the documented ones (_includes/system-errors.md).
 * @throws RestError
 */
export function identify(
  { world, tokens, now, token, required }: { world: World, tokens: Tokens, now: number, token: string | null, required: readonly string[] },
): Caller {
  const known = token === null ? undefined : tokens.find(token)
  const viewer = known && world.people.get(known.personId)
  if (!known || !viewer) throw new RestError('NO_AUTH_FOUND', 'Wrong authorization data', 401)
  if (known.expiresAt <= now) throw new RestError('expired_token', 'The access token provided has expired', 401)
  checkScopes(required, known.scopes, 'The request requires higher privileges than provided by the access token')
  if (!viewer.isActive) throw new RestError('authorization_error', 'Unable to authorize user', 401)
  if (!mayUseApp(world, viewer)) throw new RestError('user_access_error', 'The user does not have access to the application.', 403)
  return { viewer, scopes: known.scopes }
}
