/**
 * How the portal's push server is set up. Sources: the documentation's pages of `pull.application.config.get`, `pull.application.event.add` and
 * of custom clients (bitrix24/b24restdocs, settings/interactivity), modules/pull of avshatalov48/bitrix-core-business, and what the client of
 * b24jssdk 2.2.0 reads (src/pullClient).
 */
export interface PushSettings {
  isOn: boolean
  /** 4 sends binary frames, 5 JSON-RPC. The cloud's and the shared server are version 4. */
  version: 4 | 5
  /** `shared` is the vendor's server for portals that have none of their own: always version 4, with a `clientId` and never a token. */
  mode: 'personal' | 'shared'
  /** Long polling alone where it is false. */
  hasWebSocket: boolean
  /** `host` or `host:port` of the server; null: that of the portal, the default of modules/pull/default_option.php. */
  host: string | null
  channelSeconds: number
  /** Seconds that a configuration is good for; 0: it does not say. A day in the cloud. */
  configSeconds: number
  /**
   * What events carry as their module: what the sender named, as the newest page and the source have it; or the application's id, as an older
   * page has it.
   */
  eventModule: 'as-sent' | 'application'
  /** Whom a version 5 calls the sender of a REST event: the backend, or nobody. Assumed. */
  sender: 'backend' | 'unknown'
  /** Seconds between the `ping` of version 5, which expects a `pong`; 0 for none. The client waits 20 seconds for the next. Assumed. */
  pingSeconds: number
  /** What a server tells its listeners when a channel ends: a new one, to ask anew, or nothing. */
  atExpiry: 'reconnect' | 'get_config' | 'nothing'
  /** Whether long polling may be read from another origin. Assumed. */
  isReadableElsewhere: boolean
}

export const PUSH_DEFAULTS: PushSettings = {
  isOn: true, version: 4, mode: 'personal', hasWebSocket: true, host: null, channelSeconds: 12 * 3600, configSeconds: 24 * 3600,
  eventModule: 'as-sent', sender: 'backend', pingSeconds: 10, atExpiry: 'reconnect', isReadableElsewhere: true,
}
