import type { World } from '../world/model.ts'

export interface Token {
  readonly accessToken: string
  readonly refreshToken: string
  readonly personId: number
  readonly clientId: string
  /** Scopes at the time of issue: a token does not grow with the application. */
  readonly scopes: readonly string[]
  /** Life at the time of issue, seconds. */
  readonly expiresIn: number
  /** Milliseconds since 1970. */
  expiresAt: number
}

export interface Tokens {
  issue(personId: number): Token
  /** A new token for a person whose session in the portal is alive, else null. The old one lives on until it expires (assumed). */
  refresh(personId: number): Token | null
  find(accessToken: string): Token | undefined
  expireAll(): void
  endSessions(): void
}

/** Length of the tokens in the documentation's samples. */
const TOKEN_LENGTH = 70

export function createTokens({ world, now, hex }: { world: World, now: () => number, hex: (length: number) => string }): Tokens {
  const tokens = new Map<string, Token>()
  let hasSessions = true
  const issue = (personId: number): Token => {
    const { app, settings } = world
    const expiresIn = settings.limits.tokenSeconds
    const token: Token = {
      accessToken: hex(TOKEN_LENGTH),
      refreshToken: hex(TOKEN_LENGTH),
      personId,
      clientId: app.clientId,
      scopes: [...app.scopes],
      expiresIn,
      expiresAt: now() + expiresIn * 1000,
    }
    tokens.set(token.accessToken, token)
    return token
  }
  return {
    issue,
    refresh: personId => (hasSessions ? issue(personId) : null),
    find: accessToken => tokens.get(accessToken),
    expireAll: () => {
      for (const token of tokens.values()) token.expiresAt = Math.min(token.expiresAt, now())
    },
    endSessions: () => { hasSessions = false },
  }
}
