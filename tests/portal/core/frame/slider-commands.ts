import { isMap, toText } from '../php.ts'
import type { Params } from '../rest/exchange.ts'
import type { CommandHandler } from './command.ts'
import type { SliderLook } from './exchange.ts'
import { chooseAddress, openFrame } from './opening.ts'
import { throughForm, throughPage } from './php-values.ts'

const SETTING = 'bx24_'
const LABEL_COLORS: ReadonlyMap<unknown, string> = new Map([
  ['aqua', '#06bab1'], ['green', '#a5de00'], ['orange', '#ffa801'], ['brown', '#b57051'],
  ['pink', '#f968b6'], ['blue', '#2eceff'], ['grey', '#a1a6ac'], ['violet', '#6b52cc'],
])
const OPEN_PATHS = /^\/(crm\/(deal|lead|contact|company|type)|marketplace|company\/personal\/user\/[0-9]+|workgroups\/group\/[0-9]+)\//

function readLook(params: Params, appTitle: string): SliderLook {
  const [title, width, leftBoundary, label] = ['title', 'width', 'leftBoundary', 'label'].map(name => params[SETTING + name])
  return {
    title: typeof title === 'string' ? title : appTitle,
    width: typeof width === 'number' ? width : null,
    leftBoundary: typeof leftBoundary === 'number' ? leftBoundary : null,
    label: isMap(label)
      ? { text: toText(label['text']), color: toText(label['color']), bgColor: LABEL_COLORS.get(label['bgColor']) ?? '' }
      : null,
  }
}

/** What is no setting goes to the new frame; with both `options` and `params` among it, only `params` does. */
function readOptions(params: Params): unknown {
  const options = Object.fromEntries(Object.entries(params).filter(([name]) => !name.startsWith(SETTING)))
  const chosen = 'options' in options && 'params' in options ? options['params'] : options
  return throughPage(throughForm(chosen) ?? {})
}

/** A slider with the application's main page, which sees placement DEFAULT and the options; answered empty when it closes. */
export const openApplication: CommandHandler = ({ session, params, parts, later }) => {
  const { app } = parts.world
  const address = chooseAddress(parts, session.personId, app.mainUrl)
  if ('refused' in address) return {}
  const look = readLook(params, app.title)
  const opening = openFrame(parts, {
    ...address, language: session.language, placement: 'DEFAULT', options: readOptions(params), isPopup: true, title: look.title,
  })
  return { effects: [{ kind: 'open-application', sliderId: `application:${opening.sid}`, opening, look, pending: later(() => undefined) }] }
}

/** A slider with a page of the portal. Dots in the path are not resolved before the check, so any page can be reached. */
export const openPath: CommandHandler = ({ params, page, parts, later }) => {
  const path = typeof params['path'] === 'string' ? params['path'] : ''
  if (page.isMobile) return { reply: { value: { result: 'error', errorCode: 'METHOD_NOT_SUPPORTED_ON_DEVICE' } } }
  if (!OPEN_PATHS.test(path)) return { reply: { value: { result: 'error', errorCode: 'PATH_NOT_AVAILABLE' } } }
  const url = `${path}${path.includes('?') ? '&' : '?'}from=rest_placement&from_app=${parts.world.app.clientId}`
  return { effects: [{ kind: 'open-path', sliderId: `path:${parts.hex(8)}`, url, pending: later(() => ({ result: 'close' })) }] }
}

/** A slider with a page of the portal for the application's settings; never answered, also when it closes. Source: bitrix/js/rest/app-form. */
export const showAppForm: CommandHandler = ({ parts }) => ({
  effects: [{ kind: 'open-path', sliderId: `path:${parts.hex(8)}`, url: '/marketplace/app/settings/', pending: null }],
})

/**
 * Closes the slider on top when it shows this application; otherwise nothing happens and nothing is answered. The slider calls
 * the layout with itself when it has closed, and itself is what the layout would answer: an object with circles, which no JSON
 * can hold. What throws there keeps the slider from destroying its frame, which lives on, closed and nothing wide, until the next
 * slider opens or closes. Assumed possible is a portal without that fault, see `destroy-frame` in `faults.ts`.
 * Source: vsyntot/tacticum_web, bitrix/js/rest/applayout.js (closeApplication, receiveMessage) and
 * bitrix/js/main/sidepanel/dist/side-panel.bundle.js (completeAnimation, handleSliderCloseComplete).
 */
export const closeApplication: CommandHandler = ({ page, parts, fault, later }) => {
  const top = page.sliders.at(-1)
  if (!top || top.sid === null || !parts.sessions.has(top.sid)) return {}
  return { effects: [{ kind: 'close-slider', sliderId: top.id, pending: fault?.kind === 'destroy-frame' ? later(() => undefined) : null }] }
}
