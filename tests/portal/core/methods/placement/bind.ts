import { parseAddress } from '../../address.ts'
import { isMap, toInteger, toText, upperKeys } from '../../php.ts'
import { type Method, RestError } from '../../rest/exchange.ts'
import type { App, PlacementBinding } from '../../world/model.ts'
import { isMissing, isNoType, readPlacement, requireAdmin } from './arguments.ts'
import { keepTexts, length, LONGEST_TEXT, readLangAll, readTexts } from './kept-texts.ts'
import { isOpenTo, KNOWN_PLACEMENTS, type KnownPlacement } from './known-placements.ts'
import { textsFor } from './titles.ts'

/** Whether the address is one that the portal could open; it is not fetched, and its host is not compared with the application's. */
function checkHandler(handler: unknown, allowsLocal: boolean): string {
  if (toText(handler) === '') throw isMissing('The URL of the placement handler is not specified')
  const address = parseAddress(toText(handler))
  if (!address || (!allowsLocal && address.host.indexOf('.') <= 0)) throw new RestError('ERROR_WRONG_HANDLER_URL', 'Wrong handler URL')
  if (address.scheme !== 'http' && address.scheme !== 'https') {
    throw new RestError('ERROR_UNSUPPORTED_PROTOCOL', 'Unsupported handler protocol')
  }
  return toText(handler)
}

/** Options with defaults filled in; unknown ones are dropped. @throws RestError `ERROR_ARGUMENT` */
function readOptions(given: unknown, rules: KnownPlacement['options']): Record<string, string> {
  const options = given ?? {}
  const required = Object.keys(rules).filter(name => rules[name]?.isRequired)
  if (typeof options !== 'object') {
    if (required.length > 0) throw isNoType('options', 'array')
    return readOptions({}, rules)
  }
  const known = isMap(options) ? options : {}
  for (const name of required) {
    if (!Object.hasOwn(known, name)) throw isMissing(name)
  }
  return Object.fromEntries(Object.entries(rules).map(([name, rule]) => {
    const value = (Object.hasOwn(known, name) ? known[name] : null) ?? rule.default
    return [name, rule.type === 'int' ? String(toInteger(value)) : toText(value)]
  }))
}

function checkCount(app: App, placement: KnownPlacement, userId: number): void {
  const taken = app.bindings.filter(one => one.placement === placement.code && (!placement.hasUserMode || [0, userId].includes(one.userId)))
  if (placement.maxCount > 0 && taken.length >= placement.maxCount) {
    throw new RestError('ERROR_PLACEMENT_MAX_COUNT', `Placement max count: ${placement.maxCount}`)
  }
}

/**
 * The row of a new registration, as b_rest_placement keeps it; its own texts are those of the portal's language, cut to the column
 * (assumed, as a lax database does it: nothing checks them).
 * @throws RestError `ERROR_CORE` for a handler that is taken, or too long for its column: the table checks no length, so today's
 * portal may cut it instead; that it refuses is assumed, and so is the wording
 */
function addRow(app: App, row: Omit<PlacementBinding, 'id' | 'langAll'>): PlacementBinding {
  const refuse = (why: string) => new RestError('ERROR_CORE', `Unable to set placement handler: ${why}`)
  if (app.bindings.some(one => one.placement === row.placement && one.handler === row.handler)) throw refuse('Handler already binded')
  if (length(row.handler) > LONGEST_TEXT) throw refuse(`The field "PLACEMENT_HANDLER" must not be longer than ${LONGEST_TEXT} characters.`)
  const cut = (text: string) => [...text].slice(0, LONGEST_TEXT).join('')
  const binding: PlacementBinding = {
    ...row,
    id: Math.max(0, ...app.bindings.map(one => one.id)) + 1,
    title: cut(row.title),
    description: cut(row.description),
    groupName: cut(row.groupName),
    langAll: {},
  }
  app.bindings.push(binding)
  return binding
}

/**
 * Registers a handler. Checks, their order and their words are those of modules/rest/lib/api/placement.php of January 2026
 * (vsyntot/tacticum_web), where all refusals have status 400; the page has 200 for two of them (`ERROR_PLACEMENT_USER_MODE` and
 * `ERROR_PLACEMENT_MAX_COUNT`): assumed to be older. Where it means a sentence the source names it as the argument that is empty.
 * A refusal of the messenger is the *result* of a success: `{ error, error_description }`.
 * Requests run one after the other here; of two that a portal works on at once the second is refused with `ERROR_CORE` as well.
 */
export const placementBind: Method = {
  name: 'placement.bind',
  scopes: ['placement'],
  source: 'https://apidocs.bitrix24.com/api-reference/widgets/placement-bind.html',
  run: (rawParams, { app, viewer, scopes, world }) => {
    requireAdmin(viewer)
    const params = upperKeys(rawParams)
    const code = readPlacement(params, 'The placement code is not specified')
    if (code === 'DEFAULT') throw isMissing('The placement code has an incorrect value')
    const handler = checkHandler(params['HANDLER'], world.settings.allowsLocalHandlers)
    const placement = KNOWN_PLACEMENTS.find(one => one.code === code && isOpenTo(one, scopes))
    if (!placement) throw new RestError('ERROR_PLACEMENT_NOT_FOUND', 'Placement not found')
    const options = readOptions(params['OPTIONS'], placement.options)
    const userId = Math.max(0, toInteger(params['USER_ID']))
    if (userId > 0 && !placement.hasUserMode) throw new RestError('ERROR_PLACEMENT_USER_MODE', 'User mode is not available.')
    const langAll = readLangAll(params, world)
    checkCount(app, placement, userId)
    const refused = placement.validate(options)
    if (refused) return { result: refused }
    const texts = textsFor(langAll, world.settings.language, world.settings) ?? readTexts({})
    const binding = addRow(app, { placement: code, handler, ...texts, options, userId })
    const hasTexts = Object.keys(langAll).length > 0
    keepTexts(binding, hasTexts ? langAll : { [world.settings.language]: { title: app.title, description: '', groupName: '' } })
    return { result: true }
  },
}
