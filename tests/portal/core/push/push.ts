/** The push server beside the portal as rules: channels, who listens on them, what was published. Sockets and frames are `server/push`. */
import type { World } from '../world/model.ts'
import { isoDate } from '../world/dates.ts'
import { PUSH_DEFAULTS, type PushSettings } from './settings.ts'

/** `module_id`, `command`, `params` and `extra` of an event, as it travels. */
export type Body = Record<string, unknown>

export interface PushMessage {
  /** 32 hexadecimal digits. */
  mid: string
  /** Seconds since 1970. */
  created: number
  body: Body
}

export interface Listener {
  deliver(messages: readonly PushMessage[]): void
  /** The server ends the connection, with a code of the client's list (types/pull.ts, CloseReasons). */
  end(code: number, reason: string): void
}

/** Whom a channel belongs to: a person, or 0 for everybody who has the application open. */
type Owner = number

interface Channel {
  owner: Owner
  /** Without signature. */
  id: string
  publicId: string
  startedAt: number
  endsAt: number
  messages: PushMessage[]
}

export interface Connection {
  readonly personId: number
  leave(): void
}

export interface Push {
  /** May be changed at any time; listeners learn of it as those of a real one would. */
  readonly settings: PushSettings
  /** The answer of `pull.application.config.get`. */
  config(personId: number): Record<string, unknown>
  /** @param to people, or `everybody` */
  publish(to: 'everybody' | readonly number[], event: { moduleId: string, command: string, params: unknown }): void
  /** With the last message that was heard (`mid`), what came since is delivered at once. Null for channels or a token that are unknown or expired. */
  connect(query: Readonly<Record<string, string>>, listener: Listener): Connection | null
  readonly listeners: readonly { personId: number }[]
  /** Ends every connection with this code. */
  endAll(code: number, reason: string): void
  /** Tells every listener a command of the server's own module. */
  command(command: string, params?: Record<string, unknown>): void
  /** Channels that end are told about and renewed; called by whoever has a clock. */
  catchUp(): void
  /** Lets the application's channel, or people's own as well, end now. */
  expireChannels(which: 'shared' | 'all'): void
}

const SIGNATURE = 40
const ID = 32
const SHARED: Owner = 0
const MOST_KEPT = 100
/** `CloseReasons` of the client, src/types/pull.ts. */
const CHANNEL_EXPIRED = 3001
const WRONG_CHANNEL = 4010

interface PushParts {
  world: World
  now: () => number
  hex: (length: number) => string
}

export function createPush({ world, now, hex }: PushParts): Push {
  const settings: PushSettings = { ...PUSH_DEFAULTS, ...world.settings.push }
  const channels = new Map<Owner, Channel>()
  const signatures = new Map<string, string>()
  const tokens = new Map<string, { personId: number, endsAt: number }>()
  const listening = new Map<Listener, { personId: number, channels: Set<Channel> }>()

  function open(owner: Owner): Channel {
    const known = channels.get(owner)
    if (known && known.endsAt > now()) return known
    const channel = { owner, id: hex(ID), publicId: hex(ID), startedAt: now(), endsAt: now() + settings.channelSeconds * 1000, messages: [] }
    channels.set(owner, channel)
    return channel
  }

  function sign(id: string): string {
    const signature = signatures.get(id) ?? hex(SIGNATURE)
    signatures.set(id, signature)
    return `${id}.${signature}`
  }

  const date = (time: number): string => isoDate(time, world.settings.utcOffsetMinutes)
  const privateId = ({ id, publicId }: Channel): string => sign(`${id}:${publicId}`)

  function shape(channel: Channel): Record<string, unknown> {
    const { owner, publicId, startedAt, endsAt } = channel
    const isShared = owner === SHARED
    return {
      id: isShared ? sign(channel.id) : privateId(channel),
      ...(isShared ? {} : { public_id: sign(publicId) }),
      start: date(startedAt), end: date(endsAt), type: isShared ? 'shared' : 'private',
    }
  }

  function server(): Record<string, unknown> {
    const { domain, isHttps } = world.settings
    const host = settings.host ?? domain
    const isShared = settings.mode === 'shared'
    const [rest, sub] = isShared ? ['rest', 'subws'] : ['bitrix/rest', 'bitrix/sub']
    const secure = { http: `https://${host}/`, ws: `wss://${host}/` }
    const plain = isHttps ? secure : { http: `http://${host}/`, ws: `ws://${host}/` }
    return {
      version: isShared ? 4 : settings.version,
      server_enabled: true,
      mode: settings.mode,
      hostname: domain,
      long_polling: `${plain.http}${sub}/`, long_pooling_secure: `${secure.http}${sub}/`,
      websocket_enabled: isShared || settings.hasWebSocket,
      websocket: `${plain.ws}${isShared ? sub : 'bitrix/subws'}/`, websocket_secure: `${secure.ws}${isShared ? sub : 'bitrix/subws'}/`,
      publish_enabled: true, publish: `${plain.http}${rest}/`, publish_secure: `${secure.http}${rest}/`,
      config_timestamp: 1_774_886_062,
    }
  }

  function message(body: Body): PushMessage {
    return { mid: hex(ID), created: Math.floor(now() / 1000), body }
  }

  function tell(channel: Channel, sent: PushMessage): void {
    channel.messages = [...channel.messages, sent].slice(-MOST_KEPT)
    for (const [listener, { channels: heard }] of [...listening]) if (heard.has(channel)) listener.deliver([sent])
  }

  function extra(): Record<string, unknown> {
    return { server_time: date(now()), server_time_unix: now() / 1000, server_name: world.settings.domain, revision_web: 19, revision_mobile: 3 }
  }

  /** Channels that a query names, when it names nothing else. */
  function named(query: Readonly<Record<string, string>>): { personId: number, channels: Set<Channel> } | null {
    if (query['token'] !== undefined) {
      const token = tokens.get(query['token'])
      return token && token.endsAt > now() ? { personId: token.personId, channels: new Set([open(token.personId), open(SHARED)]) } : null
    }
    if (settings.mode === 'shared' && query['clientId'] !== clientId()) return null
    const ids = (query['CHANNEL_ID'] ?? '').split('/').filter(Boolean)
    const found = ids.flatMap(id => [...channels.values()].filter(channel => channel.endsAt > now() && id === shape(channel)['id']))
    return ids.length > 0 && found.length === ids.length
      ? { personId: found.find(({ owner }) => owner !== SHARED)?.owner ?? SHARED, channels: new Set(found) }
      : null
  }

  const clientId = (): string => world.settings.memberId

  function token(personId: number): { jwt: string, exp: number } {
    const jwt = `${hex(36)}.${hex(120)}.${hex(43)}`
    // the token is good for as long as the configuration, or a day (assumed)
    const endsAt = now() + (settings.configSeconds || 24 * 3600) * 1000
    tokens.set(jwt, { personId, endsAt })
    return { jwt, exp: Math.floor(endsAt / 1000) }
  }

  return {
    settings,
    config(personId) {
      const mine = open(personId)
      const hasToken = settings.version >= 5 && settings.mode === 'personal'
      return {
        server: server(),
        api: { revision_web: 19, revision_mobile: 3 },
        channels: { shared: shape(open(SHARED)), private: shape(mine) },
        ...(settings.mode === 'shared' ? { clientId: clientId() } : {}),
        ...(settings.configSeconds > 0 ? { exp: Math.floor(now() / 1000) + settings.configSeconds } : {}),
        ...(hasToken ? token(personId) : {}),
        publicChannels: {
          [personId]: { user_id: personId, public_id: mine.publicId, signature: hex(SIGNATURE), start: date(mine.startedAt), end: date(mine.endsAt) },
        },
      }
    },
    publish(to, { moduleId, command, params }) {
      const module = settings.eventModule === 'as-sent' ? moduleId : world.app.clientId
      const owners = to === 'everybody' ? [SHARED] : to
      for (const owner of owners) tell(open(owner), message({ module_id: module, command, params, extra: extra() }))
    },
    connect(query, listener) {
      const who = named(query)
      if (!who) return null
      listening.set(listener, who)
      const { mid } = query
      const missed = mid === undefined
        ? []
        : [...who.channels].flatMap(({ messages }) => {
            const last = messages.findIndex(one => one.mid === mid)
            return last < 0 ? [] : messages.slice(last + 1)
          })
      if (missed.length > 0) listener.deliver(missed)
      return { personId: who.personId, leave: () => void listening.delete(listener) }
    },
    get listeners() {
      return [...listening.values()].map(({ personId }) => ({ personId }))
    },
    endAll(code, reason) {
      for (const listener of [...listening.keys()]) listener.end(code, reason)
      listening.clear()
    },
    command(command, params = {}) {
      for (const listener of [...listening.keys()]) listener.deliver([message({ module_id: 'pull', command, params, extra: extra() })])
    },
    catchUp() {
      for (const old of [...channels.values()]) {
        if (old.endsAt > now()) continue
        channels.delete(old.owner)
        const before = shape(old)
        const about = { id: before['id'], type: before['type'] }
        const params = { action: settings.atExpiry, channel: about, ...(settings.atExpiry === 'reconnect' ? { new_channel: shape(open(old.owner)) } : {}) }
        for (const [listener, { channels: heard }] of [...listening]) {
          if (!heard.has(old)) continue
          // whether a server that has told also hangs up is not said: the client does it at once
          if (settings.atExpiry !== 'nothing') listener.deliver([message({ module_id: 'pull', command: 'channel_expire', params, extra: extra() })])
          else if (listening.delete(listener)) listener.end(CHANNEL_EXPIRED, 'channel expired')
        }
      }
    },
    expireChannels(which) {
      for (const channel of channels.values()) if (which === 'all' || channel.owner === SHARED) channel.endsAt = now()
      this.catchUp()
    },
  }
}

/** How a listener is turned away whose channels are not known: the client then asks for others. */
export const REFUSED = { code: WRONG_CHANNEL, reason: 'wrong channel id' } as const
