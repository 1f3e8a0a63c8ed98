/**
 * The entry: the steps on which everything waits that comes from the portal (guard, SDK, handshake, what was kept, else the one request), and then
 * `main.ts` with all that draws. So what this file imports is small, and needs neither Vue nor texts.
 */
import { screenFor } from './app/screen-for.ts'
import { connect } from './bitrix24/connect.ts'
import { beginReading } from './chat/first-reading.ts'

/** Milliseconds that the SDK's file has to come: it is asked for together with this one. */
const FILE_EXPECTED = 50
/** Milliseconds in which a portal that has nothing else to do answers the handshake: the request then leaves before the rest is evaluated. */
const ANSWER_EXPECTED = 10

let timer = setTimeout(draw, FILE_EXPECTED)

/** The portal, its chat already asked about. */
export const connecting = connect({
  onAsked() {
    clearTimeout(timer)
    timer = setTimeout(draw, ANSWER_EXPECTED)
  },
}).then(async (portal) => {
  const screen = screenFor({ state: 'ready', opening: portal.opening })
  if (screen === 'sidebar' || screen === 'wide') await beginReading(portal)
  return portal
})
connecting.then(draw, draw)

/** Once or more often: a module runs once. */
function draw(): void {
  void import('./main.ts')
}
