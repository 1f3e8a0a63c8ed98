import type { Method } from '../../rest/exchange.ts'
import { appInfo, scope, serverTime } from './app.ts'
import { featureGet } from './discovery.ts'
import { appOptionGet, appOptionSet, userOptionGet, userOptionSet } from './options.ts'

/** Methods of the basic set that need no scope. `method.get` is made apart, because it knows all others. */
export const systemMethods: readonly Method[] = [
  scope, appInfo, serverTime, featureGet, appOptionGet, appOptionSet, userOptionGet, userOptionSet,
]
