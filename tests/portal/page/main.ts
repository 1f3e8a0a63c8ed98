/** Starts the portal's page: the world first, then the page that shows it. */
import { createApp } from 'vue'
import { MOBILE_PATH } from '../core/frame/exchange.ts'
import App from './App.vue'
import { readAddress } from './address.ts'
import { createControl } from './control.ts'
import { followWorld } from './follow-world.ts'
import { addFontAwesome } from './font-awesome.ts'
import { startFrameTraffic } from './frame-traffic.ts'
import { createPortalPage, portalPageKey } from './portal-page.ts'
import MobilePage from './MobilePage.vue'
import { openTestDoor } from './test-door.ts'
import './theme.css'

async function start(): Promise<void> {
  addFontAwesome()
  const address = readAddress(location.search)
  const isMobilePage = location.pathname === MOBILE_PATH
  address.isMobile ||= isMobilePage
  const control = createControl()
  let state = await control.ask('GET state', { viewer: address.viewerId })
  const names = address.scenario !== null || address.seed !== null
  const isWanted = names
    ? (address.scenario ?? state.scenario) === state.scenario && (address.seed ?? state.seed) === state.seed
    : state.isHome
  if (!isWanted) {
    await control.ask('POST scenario', { scenario: names ? address.scenario ?? state.scenario : null, seed: address.seed })
    state = await control.ask('GET state', { viewer: address.viewerId })
  }
  control.bindTo(state.world)

  const page = createPortalPage({ control, state, address })
  startFrameTraffic(page)
  followWorld(page)
  document.documentElement.dataset['theme'] = address.theme
  const app = createApp(isMobilePage ? MobilePage : App).provide(portalPageKey, page)
  app.config.errorHandler = page.report
  app.mount('#portal')

  if (isMobilePage) {
    await page.openMobilePage()
    openTestDoor(page)
    return
  }

  const panel = address.hasPanel
  const chats = await control.ask('GET chats', { viewer: state.viewer.id })
  page.messenger.chats.value = chats
  const first = address.dialogId ?? state.openDialogId ?? chats[0]?.dialogId
  if (first !== undefined) await page.openChat(first)
  if (address.view === 'app') await page.showView('app')
  const [item] = page.messenger.sidebarItems.value
  if (address.raw !== null) await page.openRaw(address.raw.placement, address.raw.options)
  else if (panel && address.view === 'messenger' && item !== undefined) await page.openSidebarItem(item.bindingId)
  // Last: what a test asks for must not be undone by what the address asked for.
  openTestDoor(page)
}

start().catch((error: unknown) => {
  const sentence = document.createElement('p')
  sentence.setAttribute('role', 'alert')
  sentence.textContent = error instanceof Error ? error.message : String(error)
  document.querySelector('#portal')?.replaceChildren(sentence)
})
