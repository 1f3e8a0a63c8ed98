import { isTruthy, upperKeys } from '../../php.ts'
import type { Method } from '../../rest/exchange.ts'

/** Scopes that exist: https://apidocs.bitrix24.com/api-reference/scopes/permissions.html */
const ALL_SCOPES = [
  'ai_admin', 'biconnector', 'bizproc', 'booking', 'calendar', 'call', 'cashbox', 'catalog', 'contact_center', 'crm', 'delivery',
  'department', 'disk', 'documentgenerator', 'entity', 'humanresources', 'humanresources.hcmlink', 'im', 'imbot', 'imconnector',
  'imopenlines', 'intranet', 'landing', 'lists', 'log', 'mailservice', 'main', 'messageservice', 'mobile', 'pay_system', 'placement',
  'pull', 'rpa', 'sale', 'salescenter', 'sonet_group', 'task', 'telephony', 'timeman', 'user', 'user_basic', 'user_brief',
  'user.userfield', 'userconsent', 'userfieldconfig', 'vote',
]

export const scope: Method = {
  name: 'scope',
  scopes: [],
  source: 'https://apidocs.bitrix24.com/api-reference/common/system/scope.html',
  run: (params, { scopes }) => ({ result: isTruthy(upperKeys(params)['FULL']) ? [...ALL_SCOPES] : [...scopes] }),
}

export const appInfo: Method = {
  name: 'app.info',
  scopes: [],
  source: 'https://apidocs.bitrix24.com/api-reference/common/system/app-info.html',
  run: (_params, { app, world: { settings } }) => ({
    result: {
      ID: app.id,
      CODE: app.code,
      VERSION: app.version,
      STATUS: app.status,
      INSTALLED: app.isInstalled,
      PAYMENT_EXPIRED: 'N',
      DAYS: null,
      LANGUAGE_ID: settings.language,
      LICENSE: settings.licence.id,
      LICENSE_TYPE: settings.licence.type,
      LICENSE_FAMILY: settings.licence.family,
    },
  }),
}

export const serverTime: Method = {
  name: 'server.time',
  scopes: [],
  source: 'https://apidocs.bitrix24.com/api-reference/common/system/server-time.html',
  run: (_params, { isoDate, now }) => ({ result: isoDate(now) }),
}
