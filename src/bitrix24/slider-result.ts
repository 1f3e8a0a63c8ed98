/**
 * The way back from a page of ours in a slider to the page that opened it. The portal answers the opening with nothing,
 * so the result takes a `BroadcastChannel` of the app's own origin, under a random name that only these two know. Not
 * `sessionStorage`: a browser that blocks storage of framed pages throws there, and what nobody fetched would stay.
 * Both frames stand in the same portal page, so a browser that keeps channels apart by the page on top joins them.
 * Results are small facts about what was done, never a message's text: every frame of this origin in the page could listen.
 */
import { openBroadcast } from '../lib/browser/broadcast.ts'
import { randomId } from '../lib/browser/random-id.ts'
import { isRecord } from '../lib/is-record.ts'

/** Longest result in characters of JSON: some ids and flags. */
const LONGEST_RESULT = 2_000
/** Milliseconds that closing waits for the opening page to have heard; it may be gone. */
const HEARD_WITHIN = 1_000
const HEARD = 'heard'

interface ExpectedResult {
  id: string
  /** What came last; null when nothing did. */
  value: () => unknown
  stop: () => void
}

/** Listens from now on, so that nothing can come too early. */
export function expectResult(): ExpectedResult {
  const id = randomId()
  const channel = openChannel(id)
  let value: unknown = null
  if (channel) channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (!isRecord(data) || typeof data['result'] !== 'string' || data['result'].length > LONGEST_RESULT) return
    const result = parse(data['result'])
    if (result === undefined) return
    value = result
    channel.postMessage(HEARD)
  }
  return { id, value: () => value, stop: () => channel?.close() }
}

/**
 * Sends the result to the page that waits under `id`. Resolves when that has heard it, or after a second: the slider may
 * only close then, for closing destroys this frame and the portal's answer would overtake the result.
 * @throws RangeError when the result is no JSON or longer than 2,000 characters of it
 */
export async function handBack(id: string, result: unknown): Promise<void> {
  const text: unknown = JSON.stringify(result)
  if (typeof text !== 'string' || text.length > LONGEST_RESULT) throw new RangeError('A slider\'s result is JSON of at most 2,000 characters')
  const channel = openChannel(id)
  if (!channel) return
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, HEARD_WITHIN)
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data !== HEARD) return
      clearTimeout(timer)
      resolve()
    }
    channel.postMessage({ result: text })
  })
  channel.close()
}

/** Null where a frame may have no channel: the opening page then knows that the slider was closed, and no more. */
function openChannel(id: string): BroadcastChannel | null {
  return openBroadcast(`chatside-slider-${id}`)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // not from `handBack`
  }
}
