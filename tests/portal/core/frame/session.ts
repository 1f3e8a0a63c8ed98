import { parseAddress } from '../address.ts'
import type { FaultList } from '../fault-list.ts'
import type { Log } from '../log.ts'
import type { Token, Tokens } from '../rest/tokens.ts'
import type { World } from '../world/model.ts'

/** One frame of the application that is open in the portal's page. */
export interface FrameSession {
  readonly sid: string
  readonly placement: string
  readonly personId: number
  readonly language: string
  /** Protocol, host and port as in the frame's address; a default port stays when it was written. */
  readonly appOrigin: string
  /** As `getInitData` hands them out. */
  readonly placementOptions: unknown
  readonly isInstall: boolean
  /** In a slider. */
  readonly isPopup: boolean
  readonly appOptions: unknown
  readonly userOptions: unknown
  isFirstRun: boolean
  token: Token
}

export interface FrameParts {
  world: World
  now: () => number
  hex: (length: number) => string
  tokens: Tokens
  log: Log
  faults: FaultList
  sessions: Map<string, FrameSession>
  /** `person:version` of people who have opened the application before. */
  ranBefore: Set<string>
}

export function runKey(world: World, personId: number): string {
  return `${personId}:${world.app.version}`
}

/** Protocol, host and port of an address, as the layout writes them. */
export function originOf(address: string): string {
  const parts = parseAddress(address)
  return parts ? `${parts.scheme}://${parts.host}${parts.port === '' ? '' : `:${parts.port}`}` : ''
}

/** Whether a message's origin is the frame's: browsers leave default ports out, so a written one is taken off for comparison. */
export function isFrom({ appOrigin }: Pick<FrameSession, 'appOrigin'>, origin: string): boolean {
  return appOrigin !== '' && (origin === appOrigin || origin === appOrigin.replace(/^(https:.*):443$|^(http:.*):80$/, '$1$2'))
}
