import { spawn } from 'node:child_process'
import { connect } from 'node:net'
import { listen } from '../../portal/server/http-listener.ts'
import type { HostFolder } from './folder.ts'

export interface Ports {
  /** For https where the recipe asks for it. */
  port: number
  /** A server that cannot do without one for http gets this. */
  otherPort: number
}

/** A program of the system's that serves the build, with the recipe or as it comes. */
export interface HostProgram {
  /** The folder below `hosting`. */
  name: string
  /** Debian's packages. */
  packages: readonly string[]
  /** Writes what the program reads, and says how it is started in the foreground. */
  withRecipe(folder: HostFolder, ports: Ports): Command
  asInstalled(folder: HostFolder, ports: Ports): Command
}

export interface Command {
  program: string
  args: string[]
  env?: Record<string, string>
}

export interface RunningHost {
  port: number
  close(): Promise<void>
}

async function freePort(): Promise<number> {
  const probe = await listen(async () => undefined)
  await probe.close()
  return probe.port
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => { resolve(false) })
  })
}

/**
 * Starts it and waits until it listens.
 * @throws Error with everything it printed, when it ends before
 */
export async function runHost(prepare: (ports: Ports) => Command, isReady: (check: () => Promise<boolean>) => Promise<void>): Promise<RunningHost> {
  const ports = { port: await freePort(), otherPort: await freePort() }
  const { program, args, env = {} } = prepare(ports)
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { output += String(chunk) })
  const ended = new Promise<void>((resolve) => {
    child.on('error', (error) => {
      output += error.message
      resolve()
    })
    child.on('close', () => { resolve() })
  })
  let hasEnded = false
  void ended.then(() => { hasEnded = true })
  await isReady(async () => {
    if (hasEnded) throw new Error(`${program} ended:\n${output}`)
    return answers(ports.port)
  })
  return {
    port: ports.port,
    async close() {
      if (!hasEnded && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM')
      await ended
    },
  }
}
