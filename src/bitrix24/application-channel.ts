/** The application's own channel, over the SDK's client for push. Loaded when it is opened; the build keeps it apart from the rest of the SDK. */
import { B24PullClientManager, PullStatus, SubscriptionType, type B24Frame } from '@bitrix24/b24jssdk'
import { hideLocalStorage } from '../lib/browser/hide-local-storage.ts'
import { isRecord } from '../lib/is-record.ts'
import { withDeadline } from '../lib/with-deadline.ts'
import { PortalError } from './errors.ts'
import type { ApplicationChannel } from './portal.ts'
import { createRest } from './rest.ts'

const COMMAND = 'chatside.told'
/** Milliseconds for the configuration and the first connection together. */
const DEADLINE = 20_000
/** A page that nobody has seen for so long needs no connection: when it is seen again it looks for itself. */
const HIDDEN_FOR = 5 * 60_000
/** A device that wakes up may have no network yet. */
const TRIED_AGAIN = 30_000

interface ChannelOptions {
  page?: Window
  deadlineMs?: number
  hiddenForMs?: number
}

/** See `Portal.openApplicationChannel`. */
export async function openApplicationChannel(
  frame: B24Frame, { page = window, deadlineMs = DEADLINE, hiddenForMs = HIDDEN_FOR }: ChannelOptions = {},
): Promise<ApplicationChannel | null> {
  const { document } = page
  const { call } = createRest({ actions: frame.actions })
  const hearers = new Map<(token: string) => void, ((isConnected: boolean) => void) | undefined>()
  const closed = new AbortController()
  // the client would keep the channels' names and a token there, and stop where reading it is refused
  const giveBack = hideLocalStorage(page)
  let client: B24PullClientManager | null = null
  /** Null until the first connection. */
  let isConnected: boolean | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  function hear(token: string): void {
    for (const each of [...hearers.keys()]) each(token)
  }

  function turn(isThere: boolean): void {
    const before = isConnected
    if (before === isThere || (before === null && !isThere)) return
    isConnected = isThere
    if (before !== null) for (const onTurn of [...hearers.values()]) onTurn?.(isThere)
  }

  function rest(): void {
    clearTimeout(timer)
    client?.destroy()
    client = null
    turn(false)
  }

  async function connect(): Promise<void> {
    const mine = createClient(frame, hear)
    client = mine
    mine.subscribe({ type: SubscriptionType.Status, callback: data => client === mine && isRecord(data) && turn(data['status'] === PullStatus.Online) })
    try {
      await withDeadline(mine.start(), deadlineMs, () => new PortalError('timeout', { method: 'pull.application.config.get' }))
    } catch (cause) {
      mine.destroy()
      if (client === mine) client = null
      throw cause
    }
  }

  function follow(): void {
    clearTimeout(timer)
    if (document.visibilityState === 'hidden') timer = setTimeout(rest, hiddenForMs)
    else if (!client) connect().catch(tryLater)
  }

  function tryLater(): void {
    if (closed.signal.aborted || client) return
    clearTimeout(timer)
    timer = setTimeout(follow, TRIED_AGAIN)
  }

  const channel: ApplicationChannel = {
    async publish(token) {
      await call({ method: 'pull.application.event.add', params: { COMMAND, PARAMS: { token } } })
    },
    listen(take, onTurn) {
      hearers.set(take, onTurn)
      if (isConnected === false) onTurn?.(false)
      return () => void hearers.delete(take)
    },
    close() {
      closed.abort()
      rest()
      hearers.clear()
      giveBack()
    },
  }
  try {
    await connect()
  } catch {
    channel.close()
    return null
  }
  const { signal } = closed
  document.addEventListener('visibilitychange', follow, { signal })
  page.addEventListener('pagehide', rest, { signal })
  page.addEventListener('pageshow', follow, { signal })
  follow()
  return channel
}

/** What the types of the client keep to itself. */
interface Inside {
  onIncomingMessage(frame: unknown): void
}

/**
 * The client with three of its methods replaced, for every member of the portal who has the app may send events under any module's name:
 * - it counts events in a plain object by module and command, so one of the module `__proto__` would write to the prototype of all objects;
 * - it obeys events of the module `pull`: one of them would make every open page ask for a new configuration. Unheard, they are missed by nobody:
 *   a connection that ends is made anew, and the client looks every minute whether its channels are still good;
 * - an event of this app is known by its command. Pages of the documentation differ on whether its module is what the sender named or the app.
 *
 * What the server sends may be garbage: an error on the way would end long polling.
 */
function createClient(frame: B24Frame, hear: (token: string) => void): B24PullClientManager {
  // any person will do: the number is part of the names under which it would store
  const client = new B24PullClientManager({ b24: frame, restApplication: 'chatside', userId: 1, skipStorageInit: true })
  const inside = client as unknown as Inside // private in its types
  const receive = inside.onIncomingMessage.bind(client)
  Object.assign(client, {
    onIncomingMessage(received: unknown) {
      try {
        receive(received)
      } catch {
        // nothing of it is ours
      }
    },
    addMessageToStat: () => undefined,
    broadcastMessage(event: unknown) {
      const token = readToken(event)
      if (token !== null) hear(token)
    },
  })
  return client
}

function readToken(event: unknown): string | null {
  if (!isRecord(event) || event['command'] !== COMMAND || !isRecord(event['params'])) return null
  const { token } = event['params']
  return typeof token === 'string' && /^[\w-]{1,100}$/.test(token) ? token : null
}
