import { isMap, toInteger, toText, upperKeys } from '../../php.ts'
import type { Push } from '../../push/push.ts'
import { type Method, RestError } from '../../rest/exchange.ts'
import type { Person } from '../../world/model.ts'

/** `CUtil::JsObjectToPhp` for text, anything else as it is; null for what is no JSON. */
function read(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return null
  }
}

/**
 * An administrator names whom he likes, everybody else themselves at most, as text: a number is not identical to it.
 * Source: modules/pull/lib/rest.php, applicationEventAdd; the page says the same.
 * @throws RestError `USER_ID_ACCESS_ERROR`
 */
function receivers(given: unknown, viewer: Person): 'everybody' | number[] {
  const named = viewer.isAdmin ? read(given) : given
  if (named === undefined || named === null) return 'everybody'
  if (!viewer.isAdmin) {
    if (named !== String(viewer.id)) throw new RestError('USER_ID_ACCESS_ERROR', 'Only admin can send notifications to other channels', 400)
    return [viewer.id]
  }
  const list: unknown[] = Array.isArray(named) ? named : isMap(named) ? Object.values(named) : [named]
  return [...new Set(list.map(toInteger).filter(id => id > 0))]
}

export function eventAdd(push: Push): Method {
  return {
    name: 'pull.application.event.add',
    scopes: ['pull'],
    source: 'https://apidocs.bitrix24.com/settings/interactivity/pull-application-event-add.html',
    run(params, { viewer }) {
      const { USER_ID, MODULE_ID, COMMAND, PARAMS } = upperKeys(params)
      const to = receivers(USER_ID, viewer)
      const moduleId = MODULE_ID === undefined || MODULE_ID === null ? 'application' : toText(MODULE_ID)
      if (/[^a-z0-9._]/.test(moduleId)) throw new RestError('MODULE_ID_ERROR', 'Module ID format error', 400)
      const command = toText(COMMAND)
      if (!/^[\w:|.-]+$/.test(command)) throw new RestError('COMMAND_ERROR', 'Command format error', 400)
      const data = PARAMS === undefined || PARAMS === null ? [] : read(PARAMS)
      if (!isMap(data) && !Array.isArray(data)) throw new RestError('PARAMS_ERROR', 'Params format error', 400)
      if (push.settings.isOn) push.publish(to, { moduleId, command, params: data })
      return { result: true }
    },
  }
}
