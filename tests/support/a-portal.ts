import { PortalError, type Command, type Opening, type Outcome, type Portal, type SliderOutcome } from '../../src/bitrix24/index.ts'

/** An answer to a REST method: a value, an error, or what to do with the parameters. */
export type Answer = unknown

export interface PortalScript {
  opening?: Partial<Opening>
  /** By REST method. A method that is not named fails as unknown to the portal. */
  answers?: Record<string, Answer>
  /** What opening a page of the portal comes to. */
  openPath?: (path: string) => Promise<SliderOutcome>
}

export interface ScriptedPortal extends Portal {
  /** Every command that was sent, alone or in a batch, in order. */
  readonly sent: Command[]
  /** Paths that were opened. */
  readonly paths: string[]
  /** Dialog ids of conversations that were opened. */
  readonly conversations: string[]
  /** How often the portal was told that the installation is complete. */
  finished(): number
  answer(method: string, answer: Answer): void
}

/** A portal in memory that answers as it is told. The simulated portal of the browser tests is another, stricter one. */
export function aPortal({ opening = {}, answers = {}, openPath = () => Promise.resolve('closed') }: PortalScript = {}): ScriptedPortal {
  const script = new Map(Object.entries(answers))
  const sent: Command[] = []
  const paths: string[] = []
  const conversations: string[] = []
  let finished = 0

  async function run(command: Command): Promise<unknown> {
    sent.push(command)
    if (!script.has(command.method)) {
      throw new PortalError('unknown', { method: command.method, code: 'ERROR_METHOD_NOT_FOUND', description: 'Method not found!' })
    }
    const answer = script.get(command.method)
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

  return {
    opening: {
      placement: 'IM_SIDEBAR',
      options: { dialogId: 'chat7' },
      dialogId: 'chat7',
      language: 'en',
      isAdmin: false,
      isInstallMode: false,
      isSlider: false,
      origin: 'https://demo.bitrix24.com',
      memberId: 'a1b2c3',
      appOption: () => undefined,
      ...opening,
    },
    sent,
    paths,
    conversations,
    finished: () => finished,
    answer: (method, answer) => {
      script.set(method, answer)
    },
    call: run,
    async batch<Name extends string>(commands: Record<Name, Command>) {
      const rows = await Promise.all(Object.entries<Command>(commands).map(async ([name, command]) => [name, await toOutcome(command)] as const))
      return Object.fromEntries(rows) as Record<Name, Outcome> // every name of the type was an entry
    },
    openPath(path) {
      paths.push(path)
      return openPath(path)
    },
    openMessenger(dialogId) {
      conversations.push(dialogId)
    },
    finishInstallation() {
      finished += 1
    },
    resolveUrl: address => URL.canParse(address, 'https://demo.bitrix24.com') ? new URL(address, 'https://demo.bitrix24.com').href : null,
    destroy: () => undefined,
  }
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
