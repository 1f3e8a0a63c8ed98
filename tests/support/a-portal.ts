import {
  PortalError, type ApplicationChannel, type Command, type Opening, type Outcome, type Portal, type RequestListener, type SliderOutcome, type SliderRequest,
} from '../../src/bitrix24/index.ts'
import { withDeviceKey } from './a-device-key.ts'

/** An answer to a REST method: a value, an error, or what to do with the parameters. */
export type Answer = unknown

export interface PortalScript {
  opening?: Partial<Opening>
  /** By REST method. A method that is not named fails as unknown to the portal. */
  answers?: Record<string, Answer>
  /** What opening a page of the portal comes to. */
  openPath?: (path: string) => Promise<SliderOutcome>
  /** What a slider of the app's own comes to: closed by its cross by default. */
  openApplication?: (request: SliderRequest) => Promise<void>
  /** The application's channel; none by default, as without the scope. */
  openApplicationChannel?: () => Promise<ApplicationChannel | null>
  /** Text in the messenger's input field, or why nobody reads or writes it. */
  textarea?: string | PortalError
}

export interface ScriptedPortal extends Portal {
  /** Every command that was sent, alone or in a batch, in order. */
  readonly sent: Command[]
  /** Paths that were opened. */
  readonly paths: string[]
  /** Dialog ids of conversations that were opened. */
  readonly conversations: string[]
  /** People who were called. */
  readonly calls: { personId: number, isVideo: boolean }[]
  /** Sliders of the app's own that were opened. */
  readonly sliders: SliderRequest[]
  /** Headings that were set. */
  readonly titles: string[]
  /** A busy portal refuses a read that is sent again. */
  repeat(): void
  /** What is in the messenger's input field now; another chat may be open there at any time. */
  textarea: string | PortalError
  /** How often the page closed its own slider. */
  closed(): number
  /** How often the frame was made as high as its content. */
  fitted(): number
  /** How often the portal was told that the installation is complete. */
  finished(): number
  answer(method: string, answer: Answer): void
}

/** Of all portals in memory, as pages of one app share them. */
const channels = new Map<string, Set<(message: unknown) => void>>()

/** A portal in memory that answers as it is told. The simulated portal of the browser tests is another, stricter one. */
export function aPortal(script: PortalScript = {}): ScriptedPortal {
  const { opening = {}, openPath = () => Promise.resolve('closed'), openApplication = () => Promise.resolve(), textarea = '', openApplicationChannel = () => Promise.resolve(null) } = script
  const answers = new Map(Object.entries(script.answers ?? {}))
  const sent: Command[] = []
  const paths: string[] = []
  const conversations: string[] = []
  const calls: ScriptedPortal['calls'] = []
  const sliders: SliderRequest[] = []
  const titles: string[] = []
  let finished = 0
  let fitted = 0
  let closed = 0

  async function run(command: Command): Promise<unknown> {
    sent.push(command)
    if (!answers.has(command.method)) {
      throw new PortalError('unknown', { method: command.method, code: 'ERROR_METHOD_NOT_FOUND', description: 'Method not found!' })
    }
    const answer = answers.get(command.method)
    const value: unknown = typeof answer === 'function' ? await answer(command.params ?? {}) : answer
    if (value instanceof PortalError) throw value
    return value
  }

  async function toOutcome(command: Command): Promise<Outcome> {
    try {
      return { ok: true, value: await run(command), total: null }
    } catch (error) {
      if (!(error instanceof PortalError)) throw error
      return { ok: false, error }
    }
  }

  async function runAll<Name extends string>(commands: Readonly<Record<Name, Command>>): Promise<Record<Name, Outcome>> {
    const rows = await Promise.all(Object.entries<Command>(commands).map(async ([name, command]) => [name, await toOutcome(command)] as const))
    return Object.fromEntries(rows) as Record<Name, Outcome> // every name of the type was an entry
  }

  let repeats = 0
  const hearers = new Set<RequestListener>()
  function tellOf<Value>(answer: Promise<Value>, changesChat: boolean): Promise<Value> {
    hearers.forEach(hear => hear(answer, changesChat))
    return answer
  }

  const portal: ScriptedPortal = {
    opening: {
      placement: 'IM_SIDEBAR',
      chat: 'chat7',
      language: 'en',
      isAdmin: false,
      isInstallMode: false,
      isSlider: false,
      parameters: null,
      origin: 'https://demo.bitrix24.com',
      memberId: 'a1b2c3',
      appOption: () => undefined,
      // of the person whom `openingAnswers` names: somebody who has opened the app before
      ...withDeviceKey(2),
      ...opening,
    },
    sent,
    paths,
    conversations,
    calls,
    sliders,
    titles,
    textarea,
    fitted: () => fitted,
    closed: () => closed,
    finished: () => finished,
    answer: (method, answer) => {
      answers.set(method, answer)
    },
    call: command => tellOf(run(command), command.method.startsWith('im.') && !/\.(?:get|list|search)$/.test(command.method)),
    batch: <Name extends string>(commands: Record<Name, Command>) => tellOf(runAll(commands), false),
    onRequest(hear) {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    repeats: () => repeats,
    repeat: () => {
      repeats += 1
    },
    async readBatch<Name extends string>(
      commands: Readonly<Record<Name, Command>>, { signal, isQuiet = false }: { signal?: AbortSignal, isQuiet?: boolean } = {},
    ) {
      signal?.throwIfAborted()
      const outcomes = await (isQuiet ? runAll(commands) : tellOf(runAll(commands), false))
      signal?.throwIfAborted()
      return { outcomes, work: {}, duration: null, operating: null, operatingResetAt: null }
    },
    openPath(path) {
      paths.push(path)
      return openPath(path)
    },
    openMessenger(dialogId) {
      conversations.push(dialogId)
    },
    callPerson(personId, { isVideo }) {
      calls.push({ personId, isVideo })
    },
    openApplication(request) {
      sliders.push(request)
      return openApplication(request)
    },
    async openChannel(name, hear) {
      const id = name ?? String(channels.size).padStart(32, '0')
      const joined = channels.get(id) ?? new Set()
      channels.set(id, joined.add(hear))
      return {
        name: id,
        send: (message) => {
          for (const other of joined) if (other !== hear) queueMicrotask(() => other(structuredClone(message)))
        },
        close: () => { joined.delete(hear) },
      }
    },
    openApplicationChannel,
    closeApplication: async () => {
      closed += 1
    },
    async readTextarea() {
      if (portal.textarea instanceof PortalError) throw portal.textarea
      return portal.textarea
    },
    async writeTextarea(text, { mode, withNewLine = false }) {
      const before = await portal.readTextarea()
      portal.textarea = mode === 'replace' || before === '' ? text : `${before}${withNewLine ? '\n' : ''}${text}`
    },
    getInterface: () => Promise.resolve({ commands: [], events: [] }),
    onEvent: () => Promise.resolve(false),
    setTitle(title) {
      titles.push(title)
    },
    fitHeight() {
      fitted += 1
    },
    finishInstallation() {
      finished += 1
    },
    resolveUrl: address => URL.canParse(address, 'https://demo.bitrix24.com') ? new URL(address, 'https://demo.bitrix24.com').href : null,
    destroy: () => undefined,
  }
  return portal
}

/** A promise and what settles it. */
export function aPromise<Value>(): { promise: Promise<Value>, resolve: (value: Value) => void, reject: (reason: Error) => void } {
  let resolve: (value: Value) => void = () => undefined
  let reject: (reason: Error) => void = () => undefined
  const promise = new Promise<Value>((keep, fail) => {
    resolve = keep
    reject = fail
  })
  return { promise, resolve, reject }
}
