import { connect, createServer, type Socket } from 'node:net'

/** One port of this machine behind which another one stands, so that one browser visits every host under the same name. */
export interface Door {
  port: number
  /** Everything that connects from now on comes to this port. */
  leadTo(port: number): void
  close(): Promise<void>
}

export async function openDoor(): Promise<Door> {
  let target = 0
  const sockets = new Set<Socket>()
  const keep = (socket: Socket): Socket => {
    sockets.add(socket)
    return socket.on('close', () => sockets.delete(socket))
  }
  const server = createServer((outside) => {
    const inside = keep(connect(target, '127.0.0.1'))
    keep(outside).pipe(inside).pipe(outside)
    // whichever end goes first takes the other with it
    outside.on('error', () => inside.destroy())
    inside.on('error', () => outside.destroy())
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The door has no port.')
  return {
    port: address.port,
    leadTo(port) { target = port },
    async close() {
      const closed = new Promise(resolve => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
