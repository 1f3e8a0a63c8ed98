import type { OpenLine } from '../../world/records.ts'
import { type Method, RestError } from '../../rest/exchange.ts'
import { integerOf, upperCaseNames } from '../im/params.ts'

/** What nobody has changed in the settings of an open channel; the values of the sample. */
const UNTOUCHED: Readonly<Record<string, unknown>> = {
  CRM: 'Y', CRM_CREATE: 'lead', CRM_FORWARD: 'Y', CRM_TRANSFER_CHANGE: 'Y', CRM_SOURCE: 'create', QUEUE_TIME: '60', NO_ANSWER_TIME: '60',
  QUEUE_TYPE: 'evenly', CHECK_AVAILABLE: 'Y', WATCH_TYPING: 'N', WELCOME_MESSAGE: 'N', VOTE_MESSAGE: 'Y', WORKTIME_ENABLE: 'N',
  WORKTIME_HOLIDAYS: [''], WORKTIME_DAYOFF: [''], CLOSE_RULE: 'text', AUTO_CLOSE_RULE: 'none',
  // Date objects that PHP prints empty; a fact of the sample.
  DATE_CREATE: {}, DATE_MODIFY: {}, TEMPORARY: 'N', XML_ID: null, LANGUAGE_ID: 'en', DEFAULT_OPERATOR_DATA: [],
}

function configShape({ id, name, isActive, queue }: OpenLine): Record<string, unknown> {
  return { ID: String(id), ACTIVE: isActive ? 'Y' : 'N', LINE_NAME: name, ...UNTOUCHED, QUEUE: queue.map(String), QUEUE_ONLINE: 'Y' }
}

/** The page says that any user may; what operators of other channels get no source tells. */
export const openLineConfigGet: Method = {
  name: 'imopenlines.config.get',
  scopes: ['imopenlines'],
  source: 'api-reference/imopenlines/openlines/imopenlines-config-get.md',
  run(params, { world }) {
    // Names in any case: assumed, as the module `im` reads its own.
    const id = integerOf(upperCaseNames(params)['CONFIG_ID'])
    if (id <= 0) throw new RestError('CONFIG_ID_EMPTY', 'Config ID can\'t be empty', 400)
    const line = world.records.openLines.get(id)
    return { result: line ? configShape(line) : false }
  },
}
