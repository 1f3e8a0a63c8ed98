import { toText, upperKeys } from '../../php.ts'
import { type Method, RestError } from '../../rest/exchange.ts'

const FEATURES = ['rest_offline_extended', 'rest_auth_connector']

/** Whether a method exists and is open to the token; needs the list of all others. */
export function methodGet(others: readonly Method[]): Method {
  const basic: Pick<Method, 'name' | 'scopes'>[] = [{ name: 'batch', scopes: [] }, { name: 'method.get', scopes: [] }]
  const scopesByName = new Map([...others, ...basic].map(({ name, scopes }) => [name, scopes]))
  return {
    name: 'method.get',
    scopes: [],
    source: 'https://apidocs.bitrix24.com/api-reference/common/system/method-get.html',
    run: (params, { scopes }) => {
      const required = scopesByName.get(toText(upperKeys(params)['NAME']))
      const isAvailable = required !== undefined && (required.length === 0 || required.some(one => scopes.includes(one)))
      return { result: { isExisting: required !== undefined, isAvailable } }
    },
  }
}

/** The documentation names two features; this portal has both. Other codes answer `N` (assumed). */
export const featureGet: Method = {
  name: 'feature.get',
  scopes: [],
  source: 'https://apidocs.bitrix24.com/api-reference/common/system/feature-get.html',
  run: (params) => {
    const code = toText(upperKeys(params)['CODE'])
    if (code === '') throw new RestError('CODE_EMPTY', 'CODE can\'t be empty', 400)
    return { result: { value: FEATURES.includes(code) ? 'Y' : 'N' } }
  },
}
