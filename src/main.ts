import { createPinia, disposePinia } from 'pinia'
import { createApp, h, shallowRef } from 'vue'
import App from './app/App.vue'
import { shutDownKey } from './app/shut-down.ts'
import type { StartState } from './app/start-state.ts'
import { earlyLanguage, PortalError, portalKey, type Portal } from './bitrix24/index.ts'
import { openDrafts } from './chat/beside.ts'
import { askOncePainted, prepareView } from './chat/last-view.ts'
import { mayKeep } from './chat/device-key.ts'
import { forgetLater, sweepLater } from './sweep-later.ts'
import OverviewSkeleton from './panels/overview/OverviewSkeleton.vue'
import { createRegistry, panelsKey } from './panels/registry.ts'
import { connecting } from './start.ts'
import { languageTag } from './texts/languages.ts'
import { createTexts, textsKey } from './texts/texts.ts'
import { bringPart } from './ui/lazy-part.ts'
import { parseScheme, SCHEME_OPTION } from './ui/scheme.ts'
import './ui/tokens.css'
import './ui/base.css'
import './ui/fields.css'

/** Milliseconds after which whoever waits for the portal is told so in their language. */
const MOUNTED_AFTER = 400

/** Says in `data-scheme` what a person has chosen, `light` or `dark`; `''` for no choice. */
const root = document.documentElement

const start = shallowRef<StartState>({ state: 'starting' })
const hasNotice = shallowRef(false)

const texts = createTexts()
const panels = createRegistry()
const app = createApp(() => h(App, {
  start: start.value,
  hasNotice: hasNotice.value,
  onCloseNotice: () => {
    hasNotice.value = false
  },
}))
const pinia = createPinia()
app.use(pinia)
app.provide(textsKey, texts)
app.provide(panelsKey, panels)

const BROKEN: StartState = { state: 'broken' }
/** The sentences of index.html, for the case that even the screen for the unforeseen cannot be drawn. */
const firstPaint = [...document.querySelector('#chatside')?.children ?? []].map(element => element.cloneNode(true))

// Last resort. What broke is not printed outside development: an error may quote what people wrote.
app.config.errorHandler = (error) => {
  if (start.value === BROKEN) queueMicrotask(() => document.querySelector('#chatside')?.replaceChildren(...firstPaint))
  start.value = BROKEN
  if (import.meta.env.DEV) reportError(error)
}
function noticeFailure(event: Event): void {
  if (import.meta.env.PROD) event.preventDefault()
  // Whatever keeps the app from starting is told by begin(), which waits for nothing without end.
  hasNotice.value = start.value.state !== 'starting'
}
window.addEventListener('error', noticeFailure)
window.addEventListener('unhandledrejection', noticeFailure)

let portal: Portal | null = null
/** From the parts that may still say something to what they say it through; the blank page takes along what nobody ended. */
app.provide(shutDownKey, () => {
  app.unmount()
  disposePinia(pinia)
  portal?.destroy()
  window.removeEventListener('error', noticeFailure)
  window.removeEventListener('unhandledrejection', noticeFailure)
  root.replaceChildren()
  window.location.replace('about:blank')
})

/** What the first drawing needs of `Intl`, and of the browser, is made while the portal is asked; lists of `Intl` come below the first numbers and dates. */
function warmUp(): void {
  const { date, number } = texts.formats.value
  date(new Date())
  number(0)
  // what draws is quicker once it has run, and the skeleton is drawn by most of it
  const unseen = createApp(OverviewSkeleton).provide(textsKey, texts)
  unseen.mount(document.createElement('div'))
  unseen.unmount()
}

async function begin(): Promise<StartState> {
  const early = earlyLanguage(window.location)
  const [spoken, connected] = await Promise.allSettled([
    texts.use(early === null ? navigator.language : languageTag(early)).then(warmUp),
    connecting,
  ])
  if (connected.status === 'fulfilled') {
    portal = connected.value
    root.dataset['scheme'] = parseScheme(portal.opening.userOption(SCHEME_OPTION))
    app.provide(portalKey, portal)
    if (!mayKeep(portal.opening)) forgetLater()
    await Promise.all([texts.use(languageTag(portal.opening.language)), prepareView(portal), openDrafts(portal)?.opened])
    askOncePainted(portal)
    return { state: 'ready', opening: portal.opening }
  }
  if (spoken.status === 'rejected' || !(connected.reason instanceof PortalError)) throw new Error('incomplete')
  return { state: 'failed', failure: connected.reason }
}

function show(state: StartState): void {
  root.dataset['scheme'] ??= ''
  start.value = state
  if (!isMounted) mount()
}

let isMounted = false
function mount(): void {
  isMounted = true
  clearTimeout(waiting)
  app.mount('#chatside')
}
// Until then the page's own sentence stands there, and the first that is drawn is the chat.
const waiting = setTimeout(mount, MOUNTED_AFTER)

begin().then(show, () => show({ state: 'failed', failure: { kind: 'incomplete' } }))
// The first panel is in this file: known while the portal is asked, it is drawn at once instead of what stands for one that loads.
const [first] = panels.panels
if (first) void bringPart(first.component)

sweepLater()
