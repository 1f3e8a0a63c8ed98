/** What the tests ask of a browser: the little that both protocols can do in a frame of another site. */
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

export type EngineName = 'firefox' | 'webkit'

export interface LaunchOptions {
  /** Where what is saved arrives, and everything else that the browser writes. */
  home: string
  /** Whether other sites may keep something in frames, which is how both browsers come. */
  mayKeep: boolean
  /** Of the system that the browser believes to be on. */
  theme: 'dark' | 'light'
  /** Somebody has colours of their own, wants no motion, and presses with fingers: as far as the browser can be told. */
  isAdapted: boolean
}

/** A selector of a frame in the page, or null for the page itself. */
export type Place = string | null

export interface Driver {
  readonly version: string
  /** Whether pages believe that somebody looks at the window: otherwise frames hear of no focus, and Enter and Space do not arrive there. */
  readonly isActive: boolean
  /** Errors that nobody caught, in any frame. */
  readonly errors: string[]
  /** Ends when the page has loaded. */
  goTo(address: string): Promise<void>
  /**
   * Calls a function, given by its source, with what JSON can hold; what it returns, or promises, comes back in the same way.
   * @throws Error also when the place is not there
   */
  call(place: Place, source: string, args: readonly unknown[]): Promise<unknown>
  /** Clicks in the middle of the element that the function returns; false if it returns none, and nothing was clicked. */
  click(place: Place, source: string, args: readonly unknown[]): Promise<boolean>
  /** One key after another, as WebDriver writes them; in the frame that has the focus. */
  press(place: Place, keys: readonly string[]): Promise<void>
  /** The whole window, as PNG. */
  screenshot(): Promise<Buffer>
  close(): Promise<void>
}

export const WINDOW = { width: 1280, height: 860 }

/** Starting a browser on a busy machine, milliseconds. */
export const START_LIMIT_MS = 120_000
/** The longest that a script of a test may wait. */
export const CALL_LIMIT_MS = 120_000
const END_LIMIT_MS = 10_000

/** A program in a group of its own, so that what it has started ends with it. */
export interface Program {
  end(): Promise<void>
}

export function startProgram(program: string, args: readonly string[], env: NodeJS.ProcessEnv, onLine: (line: string) => void): Program {
  const child = spawn(program, [...args], { stdio: ['ignore', 'pipe', 'pipe'], detached: true, env: { ...process.env, ...env } })
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', (error) => {
      onLine(String(error))
      resolve()
    })
  })
  for (const stream of [child.stdout, child.stderr]) {
    let rest = ''
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = `${rest}${chunk}`.split('\n')
      rest = lines.pop() ?? ''
      lines.forEach(onLine)
    })
  }
  const kill = (signal: NodeJS.Signals): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, signal)
    } catch {
      // all of the group have ended
    }
  }
  // tests that are interrupted leave no browser behind
  const killNow = (): void => kill('SIGKILL')
  process.once('exit', killNow)
  return {
    async end() {
      process.off('exit', killNow)
      kill('SIGTERM')
      const late = setTimeout(() => kill('SIGKILL'), END_LIMIT_MS)
      await ended
      clearTimeout(late)
      kill('SIGKILL')
    },
  }
}

/** Below those that systems hand out for connections of their own: what is free here stays so for as long as a build takes. */
const FIRST_PORT = 20_000
const LAST_PORT = 32_000

const isFree = (port: number): Promise<boolean> => new Promise((resolve) => {
  const server = createServer().once('error', () => resolve(false)).listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
})

/** Ports of this machine that nobody uses. */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>()
  while (ports.size < count) {
    const port = randomInt(FIRST_PORT, LAST_PORT)
    if (await isFree(port)) ports.add(port)
  }
  return [...ports]
}
