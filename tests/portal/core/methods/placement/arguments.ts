import type { Params } from '../../rest/exchange.ts'
import { RestError } from '../../rest/exchange.ts'

export function isMissing(name: string): RestError {
  return new RestError('ERROR_ARGUMENT', `Argument '${name}' is null or empty`, 400, { argument: name })
}

export function isNoType(name: string, type: string): RestError {
  return new RestError('ERROR_ARGUMENT', `The value of an argument '${name}' must be of type ${type}`, 400, { argument: name })
}

/** The upper-cased `PLACEMENT`; one that is missing is of the wrong type, too. @throws RestError `ERROR_ARGUMENT` with `empty` for an empty one */
export function readPlacement(params: Params, empty: string): string {
  const { PLACEMENT: placement } = params
  if (typeof placement !== 'string') throw isNoType('PLACEMENT', 'string')
  if (placement === '') throw isMissing(empty)
  return placement.toUpperCase()
}

/** @throws RestError `ACCESS_DENIED`. A webhook, which would get `WRONG_AUTH_TYPE` first, does not exist in this portal. */
export function requireAdmin(viewer: { isAdmin: boolean }): void {
  if (!viewer.isAdmin) throw new RestError('ACCESS_DENIED', 'Access denied!', 403)
}
