/**
 * A page of ours in a slider shows the same chat as the page that opened it, so it begins with the same filters and half-typed
 * text, and leaves them to it. They take a channel between the two: the parameters of a slider pass through the portal,
 * and the browser's storage is closed to frames in some browsers. Everything is told when it is kept, because nobody asks
 * this page before its slider is closed.
 */
import type { Channel, Portal } from '../bitrix24/index.ts'
import type { Drafts } from './drafts.ts'

/** Milliseconds that a new page waits for what was left to it; whoever opened it may be gone. */
const ANSWERED_WITHIN = 500
/** Far more parts than there are panels. */
const MOST_PARTS = 50
const LONGEST_PART = 100
const ASKED = 'asked'

interface Handover {
  portal: Pick<Portal, 'openChannel'>
  drafts: Drafts
}

/**
 * Gives to the page that asks on the channel, and takes what that keeps, until the channel is closed. Null where this browser has none
 * for us: nothing is handed over then.
 * @throws PortalError `offline`
 */
export async function offerDrafts({ portal, drafts }: Handover, onAsked: () => void): Promise<Channel | null> {
  const channel = await portal.openChannel(null, (told) => {
    if (told !== ASKED) return takeAll(drafts, told)
    onAsked()
    channel?.send([...drafts.kept()])
  })
  return channel
}

/**
 * Takes what the page that opened this one kept, and tells it everything that is kept here from now on. Resolves when it
 * has answered, or after half a second, with the channel on which it goes on telling; null where this browser has none for us.
 * @throws PortalError `offline`
 */
export async function joinDrafts({ portal, drafts }: Handover, name: string): Promise<Channel | null> {
  let answered: () => void = () => undefined
  const answer = new Promise<void>((resolve) => {
    answered = resolve
  })
  let isWaiting = true
  const channel = await portal.openChannel(name, (told) => {
    // once: what comes later would overwrite what was done here since
    if (!isWaiting || told === ASKED) return
    isWaiting = false
    takeAll(drafts, told)
    answered()
  })
  if (!channel) return null
  drafts.follow((part, text) => channel.send([[part, text]]))
  channel.send(ASKED)
  const timer = setTimeout(answered, ANSWERED_WITHIN)
  await answer
  isWaiting = false
  clearTimeout(timer)
  return channel
}

function takeAll(drafts: Drafts, told: unknown): void {
  if (!Array.isArray(told)) return
  for (const entry of told.slice(0, MOST_PARTS)) {
    const [part, text] = Array.isArray(entry) ? entry as unknown[] : []
    if (typeof part === 'string' && part.length <= LONGEST_PART && (text === null || typeof text === 'string')) drafts.take(part, text)
  }
}
