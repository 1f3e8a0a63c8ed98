/** An HTTP or HTTPS server that can be ended at once: no socket and no timer outlives `close()`. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Server, Socket } from 'node:net'
import type { Duplex } from 'node:stream'

export interface Tls {
  /** PEM */
  key: string
  /** PEM */
  cert: string
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

export interface Listener {
  port: number
  /** Runs `action` after `ms` milliseconds, unless the listener is closed before. */
  later(ms: number, action: () => unknown): void
  close(): Promise<void>
}

export interface ListenOptions {
  /** 0 takes any free port. */
  port?: number
  /** Loopback addresses. The first is required; a further one is left out where the machine does not have it. */
  hosts?: readonly string[]
  tls?: Tls | undefined
  /** Told about an error that a handler did not expect; the client gets a 500. */
  onFailure?: ((error: unknown) => void) | undefined
  /** Takes requests for another protocol; without it they are refused. */
  onUpgrade?: ((request: IncomingMessage, socket: Duplex, head: Buffer) => void) | undefined
}

/** Thrown when another process listens on the wanted port. */
export class PortTaken extends Error {
  readonly port: number

  constructor(port: number) {
    super(`Port ${port} is taken by another program.`)
    this.port = port
  }
}

/**
 * Starts listening.
 * @throws PortTaken
 */
export async function listen(handler: Handler, options: ListenOptions = {}): Promise<Listener> {
  const { port = 0, hosts = ['127.0.0.1'], tls, onFailure = writeToStderr, onUpgrade } = options
  const sockets = new Set<Socket>()
  const timers = new Set<NodeJS.Timeout>()
  const servers: Server[] = []

  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    handler(request, response).catch((error: unknown) => {
      // A client that went away is no failure of ours.
      if (request.socket.destroyed) return
      onFailure(error)
      if (response.headersSent) response.destroy()
      else response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end('The simulated portal failed; see its output.\n')
    })
  }

  const close = async (): Promise<void> => {
    for (const timer of timers) clearTimeout(timer)
    timers.clear()
    const closed = servers.map(server => new Promise<void>(resolve => server.close(() => resolve())))
    for (const socket of sockets) socket.destroy()
    await Promise.all(closed)
  }

  let boundPort = port
  for (const [index, host] of hosts.entries()) {
    const server = tls === undefined ? createServer(handle) : createTlsServer({ key: tls.key, cert: tls.cert }, handle)
    if (onUpgrade) server.on('upgrade', onUpgrade)
    server.on('connection', (socket: Socket) => {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
    })
    try {
      boundPort = await bind(server, host, boundPort)
      servers.push(server)
    } catch (error) {
      if (index > 0 && isMissingAddress(error)) continue
      await close()
      throw isCode(error, 'EADDRINUSE') ? new PortTaken(boundPort) : error
    }
  }

  return {
    port: boundPort,
    later(ms, action) {
      if (ms <= 0) {
        action()
        return
      }
      const timer = setTimeout(() => {
        timers.delete(timer)
        action()
      }, ms)
      timers.add(timer)
    },
    close,
  }
}

/**
 * The first free port from `from` on, tried by listening for a moment.
 * @throws PortTaken when none of the next `tries` is free
 */
export async function findFreePort(from: number, hosts: readonly string[], tries = 20): Promise<number> {
  for (let port = from; port < from + tries; port += 1) {
    try {
      const probe = await listen(async () => undefined, { port, hosts })
      await probe.close()
      return port
    } catch (error) {
      if (!(error instanceof PortTaken)) throw error
    }
  }
  throw new PortTaken(from)
}

function bind(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port }, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

function isMissingAddress(error: unknown): boolean {
  return isCode(error, 'EADDRNOTAVAIL') || isCode(error, 'EAFNOSUPPORT')
}

function writeToStderr(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.stack ?? error.message : String(error)}\n`)
}
