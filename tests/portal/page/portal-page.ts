/** Everything the page's components share, made once in `main.ts`. */
import { inject, reactive, ref, shallowReactive, shallowRef, type InjectionKey, type Ref, type ShallowRef } from 'vue'
import type { FrameOpening, OpeningRefused, PageState, Pending } from '../core/frame/exchange.ts'
import type { PortalState } from '../server/control/types.ts'
import { writeAddress, type Address } from './address.ts'
import type { Control } from './control.ts'
import { createFrames, type Frames } from './frames.ts'
import { createSliders, type Sliders } from './sliders.ts'
import { useMessenger, type Messenger } from './use-messenger.ts'

export interface SelectRequest {
  what: 'user' | 'users' | 'access' | 'crm'
  params: Record<string, unknown>
  pending: Pending
}

export interface Toast {
  id: number
  text: string
}

/** Long enough to read a sentence twice. */
const TOAST_MS = 10_000

export type Opened = FrameOpening | OpeningRefused

export interface PortalPage {
  readonly control: Control
  readonly state: PortalState
  readonly address: Address
  readonly language: string
  readonly messenger: Messenger
  readonly frames: Frames
  readonly sliders: Sliders
  /** What the sidebar shows instead of the chat's card; null for the card. */
  readonly panel: ShallowRef<Opened | null>
  /** What the main area shows in the Applications view. */
  readonly mainPage: ShallowRef<Opened | null>
  readonly alerts: Ref<string[]>
  readonly selects: ShallowRef<SelectRequest[]>
  readonly toasts: Ref<Toast[]>
  /** Set by the effects, which alone know how to finish a command. */
  complete(pending: Pending, answer: unknown): void
  onComplete(listener: (pending: Pending, answer: unknown) => void): void
  openChat(dialogId: string): Promise<void>
  openSidebarItem(bindingId: number): Promise<void>
  /** The page of the mobile app that this page's own query asks for. */
  openMobilePage(): Promise<void>
  openRaw(placement: string, placementOptions: unknown): Promise<void>
  closePanel(): void
  showView(view: Address['view']): Promise<void>
  openMainPage(): Promise<Opened>
  /** Loads the page again under a changed address: the way to another person, language or scenario. */
  goTo(change: Partial<Address>): void
  seen(): PageState
  toast(text: string): void
  /** Says what went wrong, unless the world was replaced, which the page says already. */
  report(error: unknown): void
}

const portalPageKey: InjectionKey<PortalPage> = Symbol('portal page')

export { portalPageKey }

/** @throws Error outside the portal's page */
export function usePortalPage(): PortalPage {
  const page = inject(portalPageKey)
  if (page === undefined) throw new Error('usePortalPage() is called outside the portal\'s page.')
  return page
}

export function createPortalPage(options: { control: Control, state: PortalState, address: Address }): PortalPage {
  const { control, state } = options
  const address = reactive(options.address)
  const language = address.language ?? state.viewer.language
  const viewer = state.viewer.id
  const messenger = useMessenger({ control, state, language })
  const listeners: ((pending: Pending, answer: unknown) => void)[] = []
  const complete = (pending: Pending, answer: unknown): void => listeners.forEach(listener => listener(pending, answer))
  const panel = shallowRef<Opened | null>(null)
  const mainPage = shallowRef<Opened | null>(null)
  const toasts = ref<Toast[]>([])
  let toastCount = 0

  const writeBack = (): void => history.replaceState(null, '', `${location.pathname}${writeAddress(address)}`)

  const page: PortalPage = {
    control,
    state,
    address,
    language,
    messenger,
    frames: createFrames(control),
    sliders: createSliders({ onClosed: (pending) => { complete(pending, null) } }),
    panel,
    mainPage,
    alerts: ref([]),
    selects: shallowRef([]),
    toasts,
    complete,
    onComplete(listener) { listeners.push(listener) },

    async openChat(dialogId) {
      const before = messenger.chat.value?.dialogId
      if (!await messenger.open(dialogId)) {
        page.toast(`There is no conversation ${dialogId}.`)
        return
      }
      // Assumed: no source says what becomes of an open panel when the chat changes.
      if (messenger.chat.value?.dialogId !== before) page.closePanel()
      address.dialogId = messenger.chat.value?.dialogId ?? null
      writeBack()
    },
    async openSidebarItem(bindingId) {
      const chat = messenger.chat.value
      if (chat === null) return
      const opened = await control.ask('POST open-item', { viewer, language, bindingId, dialog: chat.dialogId, pageUri: null })
      if (messenger.chat.value?.dialogId !== chat.dialogId) return
      panel.value = opened
      address.hasPanel = true
      writeBack()
    },
    async openMobilePage() {
      panel.value = await control.ask('POST open-mobile', { viewer, language, query: { ...address.rest } })
    },
    async openRaw(placement, placementOptions) {
      panel.value = await control.ask('POST open-raw', { viewer, language, placement, placementOptions })
    },
    closePanel() {
      panel.value = null
      address.hasPanel = false
      writeBack()
    },
    async showView(view) {
      address.view = view
      mainPage.value = null
      page.closePanel()
      if (view === 'app') mainPage.value = await page.openMainPage()
      else await messenger.reloadSidebarItems()
    },
    openMainPage: () => control.ask('POST open-main', { viewer, language, query: { ...address.rest } }),
    goTo(change) { location.assign(`${location.pathname}${writeAddress({ ...address, ...change })}`) },
    seen: () => {
      const isShown = address.view === 'messenger' || page.sliders.stack.some(({ content }) => content.kind === 'messenger')
      const chat = isShown ? messenger.chat.value : null
      return {
        viewerId: viewer,
        openDialogId: chat?.dialogId ?? null,
        textarea: chat?.canWrite === true ? messenger.draft.value : null,
        isMobile: address.isMobile,
        sliders: page.sliders.seen(),
      }
    },
    toast(text) {
      toastCount += 1
      const id = toastCount
      toasts.value = [...toasts.value, { id, text }]
      setTimeout(() => { toasts.value = toasts.value.filter(toast => toast.id !== id) }, TOAST_MS)
    },
    report(error) {
      if (!control.isOutdated.value) page.toast(error instanceof Error ? error.message : String(error))
    },
  }
  return shallowReactive(page)
}
