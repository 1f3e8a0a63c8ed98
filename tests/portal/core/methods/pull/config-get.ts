import type { Push } from '../../push/push.ts'
import { type Method, RestError } from '../../rest/exchange.ts'

/** Its two parameters change nothing any more, says the page. Every token of this portal is an application's, so `WRONG_AUTH_TYPE` cannot come. */
export function configGet(push: Push): Method {
  return {
    name: 'pull.application.config.get',
    scopes: ['pull'],
    source: 'https://apidocs.bitrix24.com/settings/interactivity/pull-application-config-get.html',
    run(_params, { viewer }) {
      // modules/pull/lib/rest.php, applicationConfigGet
      if (!push.settings.isOn) throw new RestError('SERVER_ERROR', 'Push & Pull server is not configured', 500)
      return { result: push.config(viewer.id) }
    },
  }
}
