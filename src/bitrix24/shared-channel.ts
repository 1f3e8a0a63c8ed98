import type { ApplicationChannel } from './portal.ts'

/** One connection for everything on a page that listens on the application's channel: it ends with the last of them. */
export function shareChannel(open: () => Promise<ApplicationChannel | null>): () => Promise<ApplicationChannel | null> {
  let current: { opening: Promise<ApplicationChannel | null>, users: number } | null = null

  return async () => {
    const mine = current ??= { opening: open(), users: 0 }
    mine.users += 1
    const leave = (channel: ApplicationChannel | null): void => {
      mine.users -= 1
      if (mine.users > 0) return
      if (current === mine) current = null
      channel?.close()
    }
    const channel = await mine.opening.catch((cause: unknown) => {
      leave(null)
      throw cause
    })
    if (!channel) {
      leave(null)
      return null
    }
    const stops = new Set<() => void>()
    let isClosed = false
    return {
      publish: token => channel.publish(token),
      listen(hear, onTurn) {
        // who listens twice is told twice, and each ends by itself
        const end = channel.listen(token => hear(token), isConnected => onTurn?.(isConnected))
        stops.add(end)
        return () => {
          stops.delete(end)
          end()
        }
      },
      close() {
        if (isClosed) return
        isClosed = true
        for (const end of stops) end()
        leave(channel)
      },
    }
  }
}
