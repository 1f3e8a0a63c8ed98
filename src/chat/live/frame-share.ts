/**
 * Frames of one person beside one chat in one browser: one asks the portal, all know. What they tell each other is sealed with the key
 * that came with this person's handshake, and the channel and the lock are named by digests of it: another app on the same origin can
 * neither find the channel nor say anything on it, nor see from the lock's name what it is for.
 */
import type { MethodWork, Portal } from '../../bitrix24/index.ts'
import { holdName } from '../../lib/browser/name-lock.ts'
import { createSealer } from '../../lib/browser/sealing.ts'
import { isRecord } from '../../lib/is-record.ts'
import { deviceKeyOf } from '../device-key.ts'
import type { DialogId } from '../dialog-id.ts'

const PURPOSE = 'beats'
/** Older answers are said again by somebody who should not: the sender seals the moment as well. */
const OLDEST = 60_000
/** A page that was open when the device's clock was set back a little is ahead of those that were opened since. */
const MOST_AHEAD = 5_000
const LONGEST = 512 * 1024
/** Many more than frames have to say. */
const MOST_A_SECOND = 10

/** What a beat brought. */
export interface SharedBeat {
  /** As the portal said it: whoever takes it parses it. */
  answer: unknown
  work: MethodWork | null
  /** Milliseconds since 1970, when it was asked for. */
  readAt: number
}

export interface FrameShare {
  /**
   * Until `release` no other frame beats, and what they told before is heard; null while another one does. Where the browser has no locks
   * nobody is kept out.
   */
  hold(): Promise<(() => void) | null>
  /** Ends when it is said. Never rejects. */
  tell(beat: SharedBeat): Promise<void>
  close(): void
}

interface FrameShareOptions {
  portal: Pick<Portal, 'opening' | 'openChannel'>
  dialogId: DialogId
  hear: (beat: SharedBeat) => void
  now?: () => number
  hold?: typeof holdName
}

/** Null where there is no key yet, no Web Crypto or no channel: the frame then beats alone. Never rejects. */
export async function openFrameShare({ portal, dialogId, hear, now = Date.now, hold = holdName }: FrameShareOptions): Promise<FrameShare | null> {
  const key = deviceKeyOf(portal.opening)
  const sealer = key && await createSealer(key.secret, PURPOSE)
  if (!sealer) return null
  const nameOf = (what: string): Promise<string> => sealer.nameOf([portal.opening.origin, dialogId.text, what])
  const [name, lock] = await Promise.all([nameOf('channel'), nameOf('lock')])
  let newest = 0
  let second = 0
  let heard = 0
  let taking = Promise.resolve()

  async function take(message: unknown): Promise<void> {
    if (!(message instanceof ArrayBuffer) || message.byteLength > LONGEST) return
    const current = Math.floor(now() / 1_000)
    heard = current === second ? heard + 1 : 1
    second = current
    if (heard > MOST_A_SECOND) return
    const bytes = await sealer?.open(name, message)
    const beat = bytes ? toSharedBeat(bytes) : null
    const at = now()
    if (!beat || beat.readAt <= Math.min(newest, at) || beat.readAt > at + MOST_AHEAD || beat.readAt < at - OLDEST) return
    newest = beat.readAt
    hear({ ...beat, readAt: Math.min(beat.readAt, at) })
  }

  const channel = await portal.openChannel(name, message => taking = take(message)).catch(() => null)
  if (!channel) return null
  return {
    async hold() {
      const release = await hold(`chatside ${lock}`)
      if (release) await taking
      return release
    },
    async tell(beat) {
      newest = Math.max(newest, beat.readAt)
      await sealer.seal(name, new TextEncoder().encode(JSON.stringify(beat))).then(sealed => channel.send(sealed)).catch(() => undefined)
    },
    close: () => channel.close(),
  }
}

/** Sealed by a page of this person, perhaps one of another version. */
function toSharedBeat(bytes: Uint8Array): SharedBeat | null {
  try {
    const beat: unknown = JSON.parse(new TextDecoder().decode(bytes))
    if (!isRecord(beat) || typeof beat['readAt'] !== 'number') return null
    const { work } = beat
    const isLoad = isRecord(work) && typeof work['operating'] === 'number' && typeof work['took'] === 'number'
    return { answer: beat['answer'], readAt: beat['readAt'], work: isLoad ? { operating: Number(work['operating']), took: Number(work['took']) } : null }
  } catch {
    return null
  }
}
