/** The push server's two doors: WebSocket and long polling. What is told to whom is `core/push`; here are connections and their faults. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Listener, type Push, type PushMessage, REFUSED } from '../../core/push/push.ts'
import { readBody, requestUrl } from '../http-message.ts'
import { type Frame, pollBody, socketFrames, wayOf } from './frames.ts'

export interface PushFaults {
  /** Cuts every connection without a word, as a lost network does. */
  drop(): void
  /** The server announces that it restarts, ends every connection, and turns everybody away until `comeBack`. */
  restart(): void
  /** Turns everybody away with 503. */
  goDown(): void
  comeBack(): void
  /** Takes connections and never says anything on them, neither messages nor pings; true also never answers the first request. */
  fallSilent(how: 'after-opening' | 'at-once' | null): void
  /** Sends these bytes or texts to every socket as they are. */
  sendRaw(frames: readonly Frame[]): void
  /** What every client has sent on its socket or posted, oldest first. */
  readonly heard: readonly string[]
  /** Connections of both kinds that are open. */
  readonly connections: number
}

export interface PushRoute {
  /** True when the request is the push server's. */
  answer(request: IncomingMessage, response: ServerResponse): Promise<boolean>
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  readonly faults: PushFaults
  /** Another world is put up: everybody goes, nothing is wrong any more. */
  reset(): void
  close(): void
}

const SOCKETS = /^\/(?:bitrix\/subws|subws)\/$/
const POLLS = /^\/(?:bitrix\/sub|subws)\/$/
const PUBLISHES = /^\/(?:bitrix\/rest|rest)\/$/
/** A poll without news is answered then, milliseconds; the client ends its own after 60 s. */
const POLL_FOR = 40_000

export function createPushRoute(pushOf: () => Push): PushRoute {
  const server = new WebSocketServer({ noServer: true })
  const sockets = new Set<WebSocket>()
  const polls = new Set<ServerResponse>()
  const timers = new Set<NodeJS.Timeout>()
  const heard: string[] = []
  let isDown = false
  let silence: 'after-opening' | 'at-once' | null = null

  const every = (ms: number, action: () => void): () => void => {
    const timer = setInterval(action, ms)
    timers.add(timer)
    return () => {
      clearInterval(timer)
      timers.delete(timer)
    }
  }

  function take(socket: WebSocket, query: Record<string, string>): void {
    const push = pushOf()
    const way = wayOf(query, push.settings)
    const send = (frame: Frame): void => {
      if (silence === null) socket.send(frame)
    }
    const listener: Listener = {
      deliver: messages => socketFrames(messages, way).forEach(send),
      end: (code, reason) => socket.close(code, reason),
    }
    const connection = push.connect(query, listener)
    if (!connection) return socket.close(REFUSED.code, REFUSED.reason)
    sockets.add(socket)
    const { pingSeconds } = push.settings
    const stop = way.format === 'rpc' && pingSeconds > 0 ? every(pingSeconds * 1000, () => send('ping')) : () => undefined
    socket.on('message', data => heard.push(String(data)))
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      connection.leave()
      sockets.delete(socket)
      stop()
    })
  }

  function poll(query: Record<string, string>, response: ServerResponse): void {
    const push = pushOf()
    const cors = push.settings.isReadableElsewhere ? { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'Last-Message-Id, Expires' } : {}
    const waiting: PushMessage[] = []
    const finish = (status: number, body: Frame | '' = ''): void => {
      if (silence !== null || response.writableEnded) return
      response.writeHead(status, { ...cors, 'content-type': 'application/octet-stream', 'cache-control': 'no-cache' }).end(body)
    }
    const connection = push.connect(query, {
      deliver(messages) {
        if (waiting.push(...messages) > messages.length) return
        // what comes in the same moment goes with it
        queueMicrotask(() => finish(200, pollBody(waiting, wayOf(query, push.settings))))
      },
      end: () => finish(400),
    })
    if (!connection) return finish(400)
    polls.add(response)
    const stop = every(POLL_FOR, () => finish(304))
    response.on('close', () => {
      connection.leave()
      polls.delete(response)
      stop()
    })
  }

  const drop = (): void => {
    for (const socket of sockets) socket.terminate()
    for (const response of polls) response.destroy()
  }

  return {
    async answer(request, response) {
      const { pathname, searchParams } = requestUrl(request)
      const isPoll = POLLS.test(pathname) && request.method === 'GET'
      const isPublishing = PUBLISHES.test(pathname) && request.method === 'POST'
      if (!isPoll && !isPublishing) return false
      if (isDown) response.writeHead(503).end()
      else if (isPoll) poll(Object.fromEntries(searchParams), response)
      else {
        // the client acknowledges messages this way when it polls
        heard.push(await readBody(request))
        response.writeHead(200, { 'access-control-allow-origin': '*' }).end()
      }
      return true
    },
    upgrade(request, socket, head) {
      const { pathname, searchParams } = requestUrl(request)
      if (silence === 'at-once') return
      if (isDown || !SOCKETS.test(pathname)) return void socket.end(`HTTP/1.1 ${isDown ? '503 Service Unavailable' : '404 Not Found'}\r\nconnection: close\r\n\r\n`)
      server.handleUpgrade(request, socket, head, opened => take(opened, Object.fromEntries(searchParams)))
    },
    faults: {
      drop,
      restart() {
        isDown = true
        pushOf().command('server_restart')
        pushOf().endAll(1001, 'server is restarting')
      },
      goDown() {
        isDown = true
        drop()
      },
      comeBack: () => { isDown = false },
      fallSilent: (how) => { silence = how },
      sendRaw: frames => sockets.forEach(socket => frames.forEach(frame => socket.send(frame))),
      heard,
      get connections() {
        return sockets.size + polls.size
      },
    },
    reset() {
      drop()
      isDown = false
      silence = null
      heard.length = 0
    },
    close() {
      for (const timer of timers) clearInterval(timer)
      drop()
      server.close()
    },
  }
}
