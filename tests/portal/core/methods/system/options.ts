import { isMap, isTruthy, toText } from '../../php.ts'
import { type Method, type Params, RestError } from '../../rest/exchange.ts'

/** PHP keeps no difference between an empty map and an empty list. */
function read(options: Record<string, unknown>, params: Params): unknown {
  const { option } = params
  if (option === undefined || option === null) return Object.keys(options).length > 0 ? { ...options } : []
  const name = toText(option)
  return Object.hasOwn(options, name) ? options[name] ?? null : null
}

/**
 * What to store. Without `options` every parameter is an option, as in the readable source (modules/rest/classes/general/rest_provider.php).
 * @throws RestError `ArgumentNullException` when nothing is left, also when `options` is no map (assumed)
 */
function toStore(params: Params): Params {
  const options = params['options'] ?? Object.fromEntries(Object.entries(params).filter(([name]) => name !== 'start'))
  if (!isTruthy(options) || typeof options !== 'object') throw new RestError('ArgumentNullException', 'options is empty', 400)
  return isMap(options) ? options : Object.fromEntries(Object.entries(options ?? {}))
}

export const appOptionGet: Method = {
  name: 'app.option.get',
  scopes: [],
  source: 'https://apidocs.bitrix24.com/api-reference/common/settings/app-option-get.html',
  run: (params, { app }) => ({ result: read(app.options, params) }),
}

/** Code and status as the documentation has them; the readable source would say ACCESS_DENIED with 403. */
export const appOptionSet: Method = {
  name: 'app.option.set',
  scopes: [],
  source: 'https://apidocs.bitrix24.com/api-reference/common/settings/app-option-set.html',
  run: (params, { app, viewer }) => {
    const options = toStore(params)
    if (!viewer.isAdmin) throw new RestError('AccessException', 'Administrator authorization required', 400)
    app.options = { ...app.options, ...options }
    return { result: true }
  },
}

export const userOptionGet: Method = {
  name: 'user.option.get',
  scopes: [],
  source: 'https://apidocs.bitrix24.com/api-reference/common/settings/user-option-get.html',
  run: (params, { app, viewer }) => ({ result: read(app.userOptions.get(viewer.id) ?? {}, params) }),
}

export const userOptionSet: Method = {
  name: 'user.option.set',
  scopes: [],
  source: 'https://apidocs.bitrix24.com/api-reference/common/settings/user-option-set.html',
  run: (params, { app, viewer }) => {
    app.userOptions.set(viewer.id, { ...app.userOptions.get(viewer.id), ...toStore(params) })
    return { result: true }
  },
}
