import { toText } from '../php.ts'
import { asAnswered, type CommandHandler } from './command.ts'
import { throughForm, throughJson } from './php-values.ts'
import { type FrameSession, runKey } from './session.ts'
import { closeApplication, openApplication, openPath, showAppForm } from './slider-commands.ts'

const getInitData: CommandHandler = ({ session, parts: { world: { settings, people } } }) => {
  const value = {
    LANG: session.language,
    DOMAIN: settings.domain,
    PROTOCOL: settings.isHttps ? 1 : 0,
    PATH: '/rest',
    AUTH_ID: session.token.accessToken,
    AUTH_EXPIRES: String(session.token.expiresIn),
    REFRESH_ID: session.token.refreshToken,
    MEMBER_ID: settings.memberId,
    FIRST_RUN: session.isFirstRun,
    IS_ADMIN: people.get(session.personId)?.isAdmin ?? false,
    INSTALL: session.isInstall,
    USER_OPTIONS: session.userOptions,
    APP_OPTIONS: session.appOptions,
    PLACEMENT: session.placement,
    PLACEMENT_OPTIONS: session.placementOptions,
  }
  session.isFirstRun = false
  return { reply: { value } }
}

/** Lists only what a placement adds to the base commands; the sidebar adds nothing. */
const getInterface: CommandHandler = () => ({ reply: { value: { command: [], event: [] } } })

const refreshAuth: CommandHandler = ({ session, parts: { tokens } }) => {
  const token = tokens.refresh(session.personId)
  if (!token) return { effects: [{ kind: 'alert', text: 'Unable to get new token! Reload page, please!' }] }
  session.token = token
  return { reply: { value: { AUTH_ID: token.accessToken, AUTH_EXPIRES: String(token.expiresIn), REFRESH_ID: token.refreshToken } } }
}

/** Sets inline sizes: a width that is no number becomes 100 pixels, a height that is none changes nothing. A browser ignores negatives. */
const resizeWindow: CommandHandler = ({ session, params, later }) => {
  const wanted = Number.parseInt(toText(params['width'])) || 100
  const height = Number.parseInt(toText(params['height']))
  return {
    effects: [{
      kind: 'resize',
      sid: session.sid,
      width: params['width'] === '100%' ? '100%' : (wanted > 0 ? wanted : null),
      height: height > 0 ? height : null,
      pending: later(asAnswered),
    }],
  }
}

const setTitle: CommandHandler = ({ session, params, given }) => ({
  effects: [{ kind: 'set-title', sid: session.sid, title: toText(params['title']) }],
  reply: { value: given },
})

/** Works in placements from rest 25.800.0, not in a slider: sdk/bx24-js-sdk/additional-functions/bx24-scroll-parent-window.html. */
const setScroll: CommandHandler = ({ session, params, given }) => {
  const scroll = Number.parseInt(toText(params['scroll']))
  return { effects: scroll >= 0 && !session.isPopup ? [{ kind: 'scroll', sid: session.sid, scroll }] : [], reply: { value: given } }
}

/** Works in placements from rest 25.800.0: sdk/bx24-js-sdk/additional-functions/bx24-reload-window.html. */
const reloadWindow: CommandHandler = () => ({ effects: [{ kind: 'reload-page' }] })

/** What the layout keeps of user options is a JSON value: set on an empty list, which is what an empty map arrives as, a name is lost. */
function keepInLayout(session: FrameSession, name: string, value: unknown): void {
  const { userOptions } = session
  if (typeof userOptions === 'object' && userOptions !== null && !Array.isArray(userOptions)) Object.assign(userOptions, { [name]: value })
}

/**
 * Kept as the JSON value that it is, but a list becomes its members with commas between them. The portal's page posts it after five
 * seconds at most; here it is there at once.
 * Source: vsyntot/tacticum_web, bitrix/js/main/core/core.js (BX.userOptions) and modules/main/classes/general/user_options.php.
 */
const setUserOption: CommandHandler = ({ session, params, given, parts: { world: { app } } }) => {
  const name = toText(params['name'])
  keepInLayout(session, name, params['value'])
  const { value } = params
  const kept = throughJson(Array.isArray(value) ? value.join(',') : value)
  if (kept !== undefined) app.userOptions.set(session.personId, { ...app.userOptions.get(session.personId), [name]: kept })
  return { reply: { value: given } }
}

/** For everybody but administrators: nothing happens and nothing is answered. */
const setAppOption: CommandHandler = ({ session, params, parts: { world: { app, people } } }) => {
  if (!people.get(session.personId)?.isAdmin) return {}
  app.options = { ...app.options, [toText(params['name'])]: throughForm(params['value']) ?? null }
  return { reply: { value: { ...app.options } } }
}

const setInstall: CommandHandler = ({ session, params, given, parts: { world, ranBefore } }) => {
  const key = runKey(world, session.personId)
  // a script decides this, not PHP: the text `0` counts
  if (params['install']) ranBefore.add(key)
  else ranBefore.delete(key)
  return { reply: { value: given } }
}

/** Never answered: the page reloads what shows the application, also after a refusal. `value: false` takes the installation back. */
const setInstallFinish: CommandHandler = ({ session, params, parts: { world: { app, people } } }) => {
  const isAllowed = people.get(session.personId)?.isAdmin ?? false
  if (isAllowed) app.isInstalled = params['value'] !== false
  return { effects: [{ kind: 'installed', sid: session.sid, isFinished: isAllowed && app.isInstalled }] }
}

function select(what: 'user' | 'access' | 'crm'): CommandHandler {
  return ({ params, later }) => {
    const isMultiple = what === 'user' && (params['mult'] === true || Number.parseInt(toText(params['mult'])) > 0)
    return { effects: [{ kind: 'select', what: isMultiple ? 'users' : what, params, pending: later(asAnswered) }] }
  }
}

const imCallTo: CommandHandler = ({ params }) => ({
  effects: [{ kind: 'call', personId: Number.parseInt(toText(params['userId'])) || 0, isVideo: Boolean(params['video']) }],
})
const imPhoneTo: CommandHandler = ({ params }) => ({ effects: [{ kind: 'phone', number: toText(params['phone']) }] })
const imOpenMessenger: CommandHandler = ({ params }) => ({ effects: [{ kind: 'open-messenger', dialogId: toText(params['dialogId']) }] })
const imOpenHistory: CommandHandler = ({ params }) => ({ effects: [{ kind: 'open-history', dialogId: toText(params['dialogId']) }] })

/** No event is known for any placement of this portal, and an unknown event is never answered. */
const placementBindEvent: CommandHandler = () => ({})

/** Everything the portal's layout understands: vsyntot/tacticum_web, bitrix/js/rest/applayout.js. */
const COMMANDS: ReadonlyMap<string, CommandHandler> = new Map(Object.entries({
  getInitData, getInterface, refreshAuth, resizeWindow, setTitle, setScroll, reloadWindow, setUserOption, setAppOption, setInstall,
  setInstallFinish, selectUser: select('user'), selectAccess: select('access'), selectCRM: select('crm'), imCallTo, imPhoneTo,
  imOpenMessenger, imOpenHistory, openApplication, openPath, closeApplication, showAppForm, placementBindEvent,
}))

/** Commands that run when their parameters are JSON's `null`; all others stumble over it before they do or answer anything. */
const TAKE_NULL: readonly string[] = [
  'getInitData', 'getInterface', 'refreshAuth', 'setScroll', 'reloadWindow', 'openApplication', 'closeApplication', 'showAppForm',
]

export function takesNull(command: string): boolean {
  return TAKE_NULL.includes(command)
}

/** The handler of a command in this frame, or why there is none. */
export function findCommand(command: string, session: FrameSession): CommandHandler | 'unknown-command' | 'denied-command' {
  const handler = COMMANDS.get(command)
  if (!handler || (command === 'placementBindEvent' && session.placement === 'DEFAULT')) return 'unknown-command'
  if (command === 'setTitle' && session.placement !== 'DEFAULT') return 'denied-command'
  if (command === 'resizeWindow' && session.isPopup) return 'denied-command'
  return handler
}
