/**
 * Frames of several people tell each other that a chat has changed, through the application's own channel (`pull`), which everybody
 * hears who has the app open, members of the chat or not. So a word is a digest of what only members have read: the end of the
 * conversation that has just ceased to be its end. Who shows that end knows the word, and that it is past; nobody else learns anything.
 */
import { slowDigest } from '../../lib/browser/slow-digest.ts'

const MINUTE = 60_000
/** Milliseconds for which somebody who said a word is taken to be there, and the longest pause after words that nobody answers. */
const COMPANY = 15 * MINUTE
const LEAST_BETWEEN = 10_000
/** Milliseconds after the first word without an answer; each further one doubles it. Who was told looks less by the clock, and is not left with that. */
const UNANSWERED = 30_000
/** Of what was shown here before: who says such a word has found later what was found here. */
const MOST_PAST = 10
/** Words heard lately: one may come before what it is about has been read here. */
const MOST_HEARD = 50

/** The application's channel in this portal. Its client loads late, where somebody stays. */
export interface Tells {
  /** Tells every frame of the app. One request, never repeated. @throws PortalError */
  publish(token: string): Promise<void>
  /** Hears what others say, whoever they are, until the function that it returns is called. */
  listen(hear: (token: unknown) => void): () => void
  close(): void
}

export interface Telling {
  /** What this page shows from now on: the end of the conversation in the portal's own words; null where there is none to go by. */
  shows(mark: string | null): void
  /** A beat of this frame has found more than is shown, and nobody had told. */
  noticed(): void
  close(): void
}

interface TellingOptions {
  tells: Tells
  /** Names the chat in its portal. */
  chat: readonly (string | number)[]
  now: () => number
  /** What is shown is past. */
  onTold: () => void
  onRefused: (cause: unknown) => void
  digest?: typeof slowDigest
}

export function createTelling({ tells, chat, now, onTold, onRefused, digest = slowDigest }: TellingOptions): Telling {
  let shown: { mark: string, token: Promise<string | null> } | null = null
  let token: string | null = null
  const heard = new Set<string>()
  /** Words of what was shown here before, without those that this frame has said: the channel brings them back. */
  const past = new Set<string>()
  let quietUntil = Number.NEGATIVE_INFINITY
  let companyUntil = Number.NEGATIVE_INFINITY
  let pause = UNANSWERED
  let said: string | null = null
  let isClosed = false

  function meet(): void {
    companyUntil = now() + COMPANY
    quietUntil = Number.NEGATIVE_INFINITY
    pause = UNANSWERED
  }

  function judge(): void {
    if (isClosed || token === null || !heard.delete(token)) return
    meet()
    onTold()
  }

  const stop = tells.listen((word) => {
    if (typeof word !== 'string' || !/^[0-9a-f]{64}$/.test(word)) return
    if (past.has(word)) return meet()
    heard.add(word)
    const [oldest] = heard
    if (heard.size > MOST_HEARD && oldest !== undefined) heard.delete(oldest)
    judge()
  })

  return {
    shows(mark) {
      if (mark === shown?.mark) return
      if (token !== null && token !== said) past.add(token)
      const [oldest] = past
      if (past.size > MOST_PAST && oldest !== undefined) past.delete(oldest)
      token = null
      const next = mark === null ? null : { mark, token: digest([...chat, mark]) }
      shown = next
      void next?.token.then((made) => {
        if (shown !== next) return
        token = made
        judge()
      })
    },
    noticed() {
      const at = now()
      if (!shown || at < quietUntil) return
      const isAlone = at >= companyUntil
      quietUntil = at + (isAlone ? pause : LEAST_BETWEEN)
      if (isAlone) pause = Math.min(COMPANY, 2 * pause)
      void shown.token.then(async (made) => {
        if (made === null || isClosed) return
        said = made
        heard.delete(made)
        past.delete(made)
        await tells.publish(made)
      }).catch(onRefused)
    },
    close() {
      isClosed = true
      stop()
      tells.close()
    },
  }
}
