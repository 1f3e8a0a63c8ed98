import { isTruthy, toInteger, toJsonShape, toText, upperKeys } from '../../php.ts'
import type { Method } from '../../rest/exchange.ts'
import { readPlacement, requireAdmin } from './arguments.ts'
import { placementBind } from './bind.ts'
import { isOpenTo, KNOWN_PLACEMENTS } from './known-placements.ts'

/** Options that the placement declares as numbers are kept as such: modules/rest/lib/api/placement.php casts them. */
function isNumber(placement: string, option: string): boolean {
  return KNOWN_PLACEMENTS.find(({ code }) => code === placement)?.options[option]?.type === 'int'
}

/**
 * The page's result type says boolean; its sample, followed here, is a list. The number of a row is on no page: modules/rest/lib/api/placement.php
 * of May 2026 (yuliai/bitrix-modules) prints it, that of January did not.
 */
const placementGet: Method = {
  name: 'placement.get',
  scopes: ['placement'],
  source: 'https://apidocs.bitrix24.com/api-reference/widgets/placement-get.html',
  run: (_params, { app, viewer }) => {
    requireAdmin(viewer)
    const result = app.bindings.map(({ id, placement, userId, handler, options, title, description, langAll }) => ({
      id,
      placement,
      userId,
      handler,
      options: toJsonShape(Object.entries(options).map(([name, value]) => [name, isNumber(placement, name) ? toInteger(value) : value])),
      title,
      description,
      langAll: toJsonShape(Object.entries(langAll).map(([language, texts]) => [
        language, { TITLE: texts.title, DESCRIPTION: texts.description, GROUP_NAME: texts.groupName },
      ])),
    }))
    return { result }
  },
}

const placementList: Method = {
  name: 'placement.list',
  scopes: ['placement'],
  source: 'https://apidocs.bitrix24.com/api-reference/widgets/placement-list.html',
  run: (params, { scopes }) => {
    const { SCOPE: scope, FULL: full } = upperKeys(params)
    const wanted = KNOWN_PLACEMENTS.filter((placement) => {
      // Given but empty, `SCOPE` leaves the placements that belong to no scope: see getList in modules/rest/lib/api/placement.php.
      if (scope !== undefined && scope !== null) return scope === '' ? placement.scope === null : placement.scope === toText(scope)
      return isTruthy(full) || isOpenTo(placement, scopes)
    })
    return { result: wanted.map(({ code }) => code) }
  },
}

const placementUnbind: Method = {
  name: 'placement.unbind',
  scopes: ['placement'],
  source: 'https://apidocs.bitrix24.com/api-reference/widgets/placement-unbind.html',
  run: (rawParams, { app, viewer }) => {
    requireAdmin(viewer)
    const params = upperKeys(rawParams)
    const code = readPlacement(params, 'PLACEMENT')
    const handler = toText(params['HANDLER'])
    const userId = 'USER_ID' in params ? toInteger(params['USER_ID']) : null
    const found = app.bindings.filter(one => one.placement === code
      && (handler === '' || one.handler === handler)
      && (userId === null || one.userId === userId))
    app.bindings = app.bindings.filter(one => !found.includes(one))
    // One for every row found and one more for every row deleted.
    return { result: { count: found.length * 2 } }
  },
}

export const placementMethods: readonly Method[] = [placementBind, placementGet, placementList, placementUnbind]
