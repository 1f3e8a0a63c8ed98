/** A frame to which nothing listens: who drives a browser has it tell of every request, which costs a page more than the request itself. */
import { WebSocket } from 'ws'

/** A connection to one frame of a browser that was started with `--remote-debugging-port`. */
export interface UnheardFrame {
  /** A command of Chromium's protocol. Enable nothing here that tells by itself. */
  send<Result>(method: string, parameters?: object): Promise<Result>
  closePages(): Promise<void>
}

interface Target { id: string, type: string, url: string, webSocketDebuggerUrl: string }

/** @throws Error when no frame with a process of its own has an address with this beginning */
export async function connectUnheard(port: number, address: string): Promise<UnheardFrame> {
  const list = `http://127.0.0.1:${port}/json`
  const targets = await (await fetch(`${list}/list`)).json() as Target[] // the browser's own
  const frame = targets.find(({ type, url }) => type === 'iframe' && url.startsWith(address))
  if (!frame) throw new Error(`No frame shows ${address}.`)
  const socket = new WebSocket(frame.webSocketDebuggerUrl)
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const waiting = new Map<number, { resolve(result: unknown): void, reject(cause: Error): void }>()
  let last = 0
  socket.on('message', (data) => {
    const { id, result, error } = JSON.parse(String(data)) as { id?: number, result?: unknown, error?: { message: string } }
    const one = waiting.get(id ?? 0)
    if (error) one?.reject(new Error(error.message))
    else one?.resolve(result)
  })
  return {
    send: <Result>(method: string, params: object = {}) => new Promise<Result>((resolve, reject) => {
      last += 1
      waiting.set(last, { resolve: result => resolve(result as Result), reject })
      socket.send(JSON.stringify({ id: last, method, params }))
    }),
    async closePages() {
      socket.close()
      for (const { id, type } of targets) if (type === 'page') await fetch(`${list}/close/${id}`)
    },
  }
}
