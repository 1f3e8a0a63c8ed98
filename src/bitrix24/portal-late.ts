/** The part of the portal that no first view needs, in a file of its own: sliders, channels, the input field, long readings. */
import type { B24Frame } from '@bitrix24/b24jssdk'
import { openBroadcast } from '../lib/browser/broadcast.ts'
import { randomId } from '../lib/browser/random-id.ts'
import { cutText } from '../lib/cut-characters.ts'
import { isRecord } from '../lib/is-record.ts'
import { loadFile } from '../lib/with-deadline.ts'
import { PortalError } from './errors.ts'
import { ignoreTeardown } from './ignore-teardown.ts'
import { addLateMethods } from './late-methods.ts'
import type { BatchAnswer, Channel, Command, Opening, PlacementInterface, RequestListener, SliderOutcome, SliderRequest, TextareaChange } from './portal.ts'
import { readBatch } from './read-batch.ts'
import { shareChannel } from './shared-channel.ts'
import { CHAT_KEY, isParameterName, SLIDER_KEY, SLIDER_MARK } from './slider-call.ts'
import { openPath } from './slider.ts'
import { toPortalError } from './to-portal-error.ts'

type Sent = Record<string, string | boolean>

/** Milliseconds for an answer that needs no person: the portal's page makes it by itself. */
const DEADLINE = 3_000

const GET_TEXT = 'im:getImTextareaContent'
const SET_TEXT = 'im:setImTextareaContent'
const LONGEST_WORDS = 500

/** Longest parameters of a slider in characters of JSON: which page and in what state, not what it shows. */
const LONGEST_PARAMETERS = 4_000

interface ReadOptions {
  signal?: AbortSignal
  isQuiet?: boolean
}

export type LatePortal = ReturnType<typeof createLatePortal>

/** The late methods over a frame whose handshake is done. */
export function createLatePortal(frame: B24Frame, opening: Opening, onRequest: RequestListener) {
  addLateMethods()
  const openApplicationChannel = shareChannel(async () => {
    const file = await loadFile(() => import('./application-channel.ts')).catch(() => null)
    return file && await file.openApplicationChannel(frame)
  })
  return {
    /**
     * Up to 50 commands that only read, for long readings: sent once, stopped at once by the signal, with what the portal
     * says about its working time. Parameters are texts and numbers. `isQuiet`: nobody waits for it, so nobody is told of it.
     * @throws PortalError when the request as a whole failed, or the signal's reason
     */
    readBatch<Name extends string>(commands: Readonly<Record<Name, Command>>, { isQuiet = false, ...options }: ReadOptions = {}): Promise<BatchAnswer<Name>> {
      const answer = readBatch(frame, opening, commands, options)
      if (!isQuiet) onRequest(answer, false)
      return answer
    },

    /**
     * A page of the portal in its slider, `path` beginning with `/`. Settles when the slider has closed.
     * @throws PortalError `not-found` when the portal refuses the path
     */
    openPath(path: string): Promise<SliderOutcome> {
      return openPath(frame.slider, path)
    },

    /**
     * The app's own main page in a slider, with `opening.chat` and `opening.parameters` as given here. Settles when the slider
     * has closed. No deadline, as with `openPath`; a portal that opens nothing says nothing.
     * @throws TypeError for a parameter name that would not arrive, RangeError for more than 4,000 characters of parameters
     * @throws PortalError
     */
    async openApplication(request: SliderRequest): Promise<void> {
      const options = toSliderOptions(request)
      try {
        await frame.slider.openSliderAppPage(options)
      } catch (thrown) {
        throw toPortalError(thrown, 'openApplication')
      }
    },

    /**
     * Closes the slider that `openApplication` opened this page in. Settles when the portal has been told; with a page of
     * the portal on top it then closes nothing.
     * @throws PortalError `unknown` when this page is not in such a slider
     */
    async closeApplication(): Promise<void> {
      // from anywhere else the command would close whatever slider of the app lies on top
      if (opening.parameters === null) throw new PortalError('unknown', { method: 'closeApplication' })
      frame.slider.closeSliderAppPage().catch(ignoreTeardown)
    },

    /**
     * Joins the channel of that name, or makes a new one. What is heard comes from outside: a page of this app that knows the
     * name, so every one that was told it. Browsers that keep channels apart by the page on top join those in one portal page.
     * Null where the browser lets this frame have none.
     */
    async openChannel(name: string | null, hear: (message: unknown) => void): Promise<Channel | null> {
      const id = name ?? randomId()
      const channel = openBroadcast(`chatside-${id}`)
      if (!channel) return null
      channel.onmessage = ({ data }: MessageEvent<unknown>) => hear(data)
      return {
        name: id,
        send: message => channel.postMessage(message),
        close: () => channel.close(),
      }
    },

    /**
     * The application's channel, with a connection of its own to the portal's push server, and from then on no `localStorage` on this page, in which
     * the SDK's client would keep its secrets. It lets go of the connection when the page goes or has been hidden for five minutes, and takes
     * another when the page is seen again. All of a page that open it share one connection. Null without the scope `pull`, and where there is no
     * server or the way to it is closed.
     */
    openApplicationChannel,

    /**
     * Text in the messenger's input field, of the chat that is open there NOW. That may be another than ours, and nothing in
     * the protocol tells which; a chat without a field may also read as `''`. Outside the messenger nobody may answer.
     * @throws PortalError `timeout` for silence, `unknown` with the portal's words for a refusal
     */
    async readTextarea(): Promise<string> {
      const { text } = await askMessenger(frame, GET_TEXT, {})
      if (typeof text !== 'string') throw new PortalError('bad-answer', { method: GET_TEXT })
      return text
    },

    /**
     * Writes into the field that `readTextarea` reads, so as blindly: read before, to be able to undo, and after, because
     * newer portals also report success where there is no field (im.public, `Textarea.insertText`).
     * @throws PortalError `timeout` for silence (whether it was written is then unknown), `unknown` for a refusal
     */
    async writeTextarea(text: string, { mode, withNewLine = false }: TextareaChange): Promise<void> {
      const { success } = await askMessenger(frame, SET_TEXT, { text, withNewLine, replace: mode === 'replace' })
      if (success !== true) throw new PortalError('bad-answer', { method: SET_TEXT })
    },

    /** @throws PortalError `timeout`, `bad-answer` */
    async getInterface(): Promise<PlacementInterface> {
      return await readInterface(frame)
    },

    /**
     * Calls `listener` whenever the portal fires an event of this placement. False, and nothing bound, when the placement
     * does not list it: the portal would never answer.
     * @throws PortalError as `getInterface`
     */
    async onEvent(event: string, listener: (value: unknown) => void): Promise<boolean> {
      const { events } = await readInterface(frame)
      if (!events.includes(event)) return false
      const hear = (value: unknown): void => {
        // The SDK takes an event that comes within its 900 ms for the answer to the binding and gives it to nobody else.
        if (!isSilence(value)) listener(value)
      }
      frame.placement.bindEvent(event, listener).then(hear, ignoreTeardown)
      return true
    },
  }
}

/**
 * What the portal is told to open a slider with. Its own settings are the keys that begin with `bx24_`:
 * https://apidocs.bitrix24.com/sdk/bx24-js-sdk/additional-functions/bx24-open-application.html. The label's text colour is
 * left to the portal, for in some places it colours the cross instead.
 */
function toSliderOptions({ chat, parameters, title, width, label }: SliderRequest): Record<string, unknown> {
  const wrong = Object.keys(parameters).find(name => !isParameterName(name))
  if (wrong !== undefined) throw new TypeError(`The portal would not hand on a parameter named ${wrong}`)
  if (JSON.stringify(parameters).length > LONGEST_PARAMETERS) throw new RangeError('A slider\'s parameters are JSON of at most 4,000 characters')
  return {
    ...parameters,
    [SLIDER_KEY]: SLIDER_MARK,
    ...(chat === undefined ? {} : { [CHAT_KEY]: chat }),
    bx24_title: title,
    ...(width === undefined ? {} : { bx24_width: width }),
    ...(label === undefined ? {} : { bx24_label: { text: label.text, bgColor: label.color } }),
  }
}

async function readInterface(frame: B24Frame): Promise<PlacementInterface> {
  const answer = await askParent(frame, 'getInterface')
  if (!isRecord(answer)) throw new PortalError('bad-answer', { method: 'getInterface' })
  return { commands: readNames(answer['command']), events: readNames(answer['event']) }
}

function readNames(list: unknown): string[] {
  return Array.isArray(list) ? list.filter(name => typeof name === 'string') : []
}

/**
 * The messenger's input field, through the listener that the messenger's own page has for it:
 * https://apidocs.bitrix24.com/sdk/b24jssdk/iframe-messenger-textarea.html. A failure comes as an answer with a
 * `message` in it, which the SDK takes for success.
 */
async function askMessenger(frame: B24Frame, method: string, parameters: Sent): Promise<Record<string, unknown>> {
  const requestId = randomId()
  const answer = await askParent(frame, method, { ...parameters, requestId })
  if (!isRecord(answer) || answer['requestId'] !== requestId) throw new PortalError('bad-answer', { method })
  const { message } = answer
  if (typeof message === 'string') throw new PortalError('unknown', { method, description: cutText(message, LONGEST_WORDS) })
  return answer
}

/**
 * The portal's answer to a frame command. The deadline is the SDK's own timer, which also forgets the command, so that a
 * late answer settles nothing; its mark for silence becomes an error here.
 * @throws PortalError `timeout` for silence, `bad-answer` for an answer that is no JSON
 */
async function askParent({ parent }: B24Frame, command: string, parameters: Sent = {}): Promise<unknown> {
  const sent = parent.message.send(command, { ...parameters, isSafely: true, safelyTime: DEADLINE })
  const answer: unknown = await sent.catch((thrown: unknown) => {
    throw toPortalError(thrown, command)
  })
  if (isSilence(answer)) throw new PortalError('timeout', { method: command })
  return answer
}

/** What the SDK resolves with when nobody answered (`frame/message/controller`): it calls that success. */
function isSilence(answer: unknown): boolean {
  return isRecord(answer) && answer['isSafely'] === true && Object.keys(answer).length === 1
}
