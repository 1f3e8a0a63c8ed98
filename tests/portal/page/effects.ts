/** Does on the page what the portal's rules ask for. */
import type { FrameEffect, FrameOpening } from '../core/frame/exchange.ts'
import type { PortalPage } from './portal-page.ts'

const plainLook = { title: '', width: null, leftBoundary: null, label: null }

export function performEffect(effect: FrameEffect, page: PortalPage): void {
  switch (effect.kind) {
    case 'post':
      return post(effect, page)
    case 'resize':
      return resize(effect, page)
    case 'set-title':
      return page.frames.setTitle(effect.sid, effect.title)
    case 'scroll':
      page.frames.of(effect.sid)?.container.closest('[data-scroller]')?.scrollTo({ top: effect.scroll })
      return
    case 'reload-page':
      return location.reload()
    case 'alert':
      page.alerts.value = [...page.alerts.value, effect.text]
      return
    case 'open-path':
      return page.sliders.open({ id: effect.sliderId, look: plainLook, content: { kind: 'path', url: effect.url }, pending: effect.pending })
    case 'open-application':
      return page.sliders.open({
        id: effect.sliderId, look: effect.look, content: { kind: 'application', opening: effect.opening }, pending: effect.pending,
      })
    case 'close-slider':
      if (effect.pending === null) return page.sliders.leave(effect.sliderId)
      page.sliders.close(effect.sliderId)
      return page.complete(effect.pending, null)
    case 'select':
      page.selects.value = [...page.selects.value, { what: effect.what, params: effect.params, pending: effect.pending }]
      return
    case 'open-messenger':
      openMessenger(effect.dialogId, page).catch(page.report)
      return
    case 'open-history':
      return page.sliders.open({
        id: `history-${effect.dialogId}`, look: { ...plainLook, title: 'History' }, content: { kind: 'history', dialogId: effect.dialogId }, pending: null,
      })
    case 'call':
      return page.toast(`${effect.isVideo ? 'Video call' : 'Call'} to ${nameOf(effect.personId, page)}`)
    case 'phone':
      return page.toast(`Phone call to ${effect.number}`)
    case 'set-textarea':
      if (page.messenger.chat.value?.dialogId === effect.dialogId) page.messenger.draft.value = effect.text
      return
    case 'installed':
      if (effect.isFinished) showInstalled(effect.sid, page).catch(page.report)
      else page.toast('The installation was not finished.')
  }
}

const MESSENGER = 'messenger'

/**
 * The messenger comes over whatever page it is called from, which stays as it is below; in its own page the chat is changed.
 * Assumed for the portal's newest messenger, of which no source is public; seen in the portal's own host code of January 2026.
 */
async function openMessenger(dialogId: string, page: PortalPage): Promise<void> {
  await page.openChat(dialogId)
  if (page.address.view === 'messenger' || page.sliders.stack.some(({ id }) => id === MESSENGER)) return
  page.sliders.open({ id: MESSENGER, look: { ...plainLook, title: 'Messenger' }, content: { kind: 'messenger' }, pending: null })
}

function post(effect: FrameEffect & { kind: 'post' }, page: PortalPage): void {
  const send = (): void => page.frames.of(effect.sid)?.frame.contentWindow?.postMessage(effect.data, effect.origin)
  if (effect.delayMs > 0) setTimeout(send, effect.delayMs)
  else send()
}

function resize(effect: FrameEffect & { kind: 'resize' }, page: PortalPage): void {
  const container = page.frames.of(effect.sid)?.container
  if (container === undefined) return
  if (effect.width !== null) container.style.width = typeof effect.width === 'number' ? `${effect.width}px` : effect.width
  if (effect.height !== null) container.style.height = `${effect.height}px`
  const { width, height } = container.getBoundingClientRect()
  page.complete(effect.pending, { width: Math.round(width), height: Math.round(height) })
}

/** The real page redirects or fires an event on itself; either way the app's frame is made again, and the widgets appear. */
async function showInstalled(sid: string, page: PortalPage): Promise<void> {
  const isMain = page.mainPage.value !== null && 'sid' in page.mainPage.value && page.mainPage.value.sid === sid
  const opened = await page.openMainPage()
  if ('refused' in opened) page.toast(opened.text)
  else if (isMain) page.mainPage.value = opened
  else page.sliders.replaceFrame(sid, opened satisfies FrameOpening)
  await page.messenger.reloadSidebarItems()
}

function nameOf(personId: number, page: PortalPage): string {
  return page.state.people.find(person => person.id === personId)?.name ?? `person ${personId}`
}
