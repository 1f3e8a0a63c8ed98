/** The heart beside a chat over the app's door, with nothing drawn: for tests of people who tell each other of changes. */
import { connect } from '../../../src/bitrix24/connect.ts'
import { startHeartbeat } from '../../../src/chat/live/heartbeat.ts'
import type { HeartState } from '../../../src/chat/live/pacing.ts'
import { isRecord } from '../../../src/lib/is-record.ts'

export interface HeartWindow {
  heart: {
    state: HeartState | null
    /** Requests that this heart has made. */
    asked: number
    ask: () => void
    stop: () => void
  }
}

const portal = await connect({ portalOrigins: [] })
const dialogId = String(portal.opening.chat)
const read = (): Promise<unknown> => portal.call({ method: 'im.dialog.get', params: { DIALOG_ID: dialogId } })
const markOf = (answer: unknown): string => isRecord(answer) ? `${String(answer['last_message_id'])} ${String(answer['message_count'])}` : ''

let mark = markOf(await read())
const shown: HeartWindow['heart'] = { state: null, asked: 0, ask: () => heart.ask(), stop: () => heart.stop() }
const heart = startHeartbeat({
  beat: async () => {
    shown.asked += 1
    return { answer: await read(), work: null }
  },
  take(answer) {
    const before = mark
    mark = markOf(answer)
    return { isNews: mark !== before, mark }
  },
  onState: (state) => { shown.state = state },
  known: { since: Date.now(), work: null, mark },
  openShare: () => Promise.resolve(null),
  tells: { chat: [portal.opening.memberId, dialogId], isWorth: true, open: () => portal.openApplicationChannel() },
})
Object.assign(window, { heart: shown })
