import { spawn } from 'node:child_process'

export interface StartedPortal {
  /** The address that it printed. */
  address: string
  /** Ends it as Ctrl-C in a terminal does; resolves with the exit code or signal of npm. */
  interrupt(): Promise<string>
  /** Whether anything that it started still runs. */
  isAlive(): boolean
  /** For cleaning up after a failed test. */
  kill(): void
}

/**
 * `npm start`, until it has printed its address. The child leads its own process group, as in a terminal, so that a signal
 * reaches npm and all that it started.
 * @throws Error with what it printed, when it ends before
 */
export async function npmStart(flags: string[] = []): Promise<StartedPortal> {
  const child = spawn('npm', ['start', '--', ...flags], {
    detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_ENV: undefined, CHATSIDE_PORTAL_PAGE: undefined, NO_COLOR: '1', FORCE_COLOR: '0' },
  })
  const group = child.pid ?? 0
  const ended = new Promise<string>((resolve) => {
    child.on('exit', (code, signal) => { resolve(String(code ?? signal)) })
  })
  const isAlive = (): boolean => {
    try {
      process.kill(-group, 0)
      return true
    } catch {
      return false
    }
  }
  let output = ''
  child.stderr.on('data', (chunk: Buffer) => { output += String(chunk) })
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += String(chunk)
      const [found] = /http:\/\/localhost:\d+\/\S*/.exec(output) ?? []
      if (found) resolve(found)
    })
    child.on('close', () => { reject(new Error(`npm start ended:\n${output}`)) })
  })
  return {
    address,
    isAlive,
    interrupt() {
      process.kill(-group, 'SIGINT')
      return ended
    },
    kill() {
      if (isAlive()) process.kill(-group, 'SIGKILL')
    },
  }
}
