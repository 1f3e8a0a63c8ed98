import { createPortal } from '../../portal/core/portal.ts'
import { scenario } from '../../portal/scenarios/index.ts'

/** Opens the sidebar item and sends one batch to a fresh portal: everything a browser and Node must agree on, as text. */
export function answerProbe(name: string): string {
  const now = Date.UTC(2026, 10, 22, 9)
  const world = scenario(name).create({ domain: 'demo.bitrix24.com', isHttps: true, appUrl: 'https://app.example/', now, seed: 'probe' })
  const portal = createPortal({ world, now: () => now, seed: 'probe' })
  const dialogId = world.openDialogId ?? ''
  const items = portal.sidebarItems(world.viewerId, dialogId, 'de')
  const opening = portal.openSidebarItem({ viewerId: world.viewerId, language: 'de', bindingId: items[0]?.bindingId ?? 0, dialogId, pageUri: '/online/' })
  if ('refused' in opening) return JSON.stringify({ items, opening })
  const fields = Object.fromEntries(opening.fields)
  const cmd = {
    chat: `im.dialog.get?DIALOG_ID=${dialogId}`,
    owner: 'im.user.get?ID=$result[chat][owner]',
    messages: `im.dialog.messages.get?DIALOG_ID=${dialogId}&LIMIT=50`,
  }
  const reply = portal.rest({
    method: 'POST', path: '/rest/batch.json', query: '', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ auth: fields['AUTH_ID'], halt: 0, cmd }), ip: '127.0.0.1',
  })
  const handshake = portal.receive({ origin: 'https://app.example', data: `getInitData::key:${opening.sid}` }, {
    viewerId: world.viewerId, openDialogId: dialogId, textarea: '', isMobile: false, sliders: [],
  })
  return JSON.stringify({ items, opening, reply, handshake })
}
