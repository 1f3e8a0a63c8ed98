import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, disposePinia } from 'pinia'
import { onTestFinished, vi } from 'vitest'
import type { Component } from 'vue'
import { portalKey, type Portal } from '../../src/bitrix24/index.ts'
import { dialogKey, openDrafts } from '../../src/chat/beside.ts'
import { parseDialogId } from '../../src/chat/dialog-id.ts'
import { createDrafts, draftsKey, type Drafts } from '../../src/chat/drafts.ts'
import { createRegistry, panelsKey, type PanelRegistry } from '../../src/panels/registry.ts'
import { direction } from '../../src/texts/languages.ts'
import { createTexts, textsKey, type TextsOwner } from '../../src/texts/texts.ts'
import { emptyDisk } from './empty-disk.ts'
import { draftsKept } from './keep-draft.ts'

interface MountOptions {
  portal?: Portal
  props?: Record<string, unknown>
  /** Language tag; its texts are loaded before anything is mounted. */
  language?: string
  panels?: PanelRegistry
}

const loaded = new Map<string, Promise<TextsOwner>>()

/** All texts of a language, loaded once for all tests. */
function textsIn(language: string): Promise<TextsOwner> {
  const found = loaded.get(language) ?? loadTexts(language)
  loaded.set(language, found)
  return found
}

async function loadTexts(language: string): Promise<TextsOwner> {
  const texts = createTexts({ root: document.createElement('html') })
  await Promise.all([texts.use(language), texts.need('rest'), texts.need('settings')])
  return texts
}

/** Mounts a component as `main.ts` would have it, in the document, so that it can be focused. */
export async function mountInApp(component: Component, { portal, props = {}, language = 'en', panels = createRegistry() }: MountOptions = {}): Promise<VueWrapper> {
  const texts = await textsIn(language)
  Object.assign(document.documentElement, { lang: language, dir: direction(language) })
  const dialogId = parseDialogId(portal?.opening.chat)
  if (portal) {
    await openDrafts(portal)?.opened
    onTestFinished(async () => {
      // what is still on its way there would come back in the next test
      await draftsKept(portal)
      sessionStorage.clear()
    })
  }
  // a desktop's window around the frame
  for (const [owner, name] of [[window, 'outerWidth'], [window.screen, 'availWidth']] as const) {
    Object.defineProperty(owner, name, { value: 2 * window.innerWidth, configurable: true })
  }
  const drafts = (origin: string, dialog: string): Drafts => {
    const own = createDrafts({ origin, dialogId: dialog })
    own.belongTo(1)
    return own
  }
  const pinia = createPinia()
  const wrapper = mount(component, {
    props,
    attachTo: document.body,
    global: {
      plugins: [pinia],
      provide: {
        [textsKey]: texts,
        [panelsKey]: panels,
        ...(portal ? { [portalKey]: portal } : {}),
        ...(portal && dialogId ? { [dialogKey]: dialogId, [draftsKey]: drafts(portal.opening.origin, dialogId.text) } : {}),
      },
    },
  })
  onTestFinished(() => {
    // what it would do later, or has kept, is not for the next test
    if (!wrapper.vm.$.isUnmounted) wrapper.unmount()
    disposePinia(pinia)
    vi.useRealTimers()
    emptyDisk()
  })
  await settle()
  return wrapper
}

/** The window's own, also in a test that has put another clock in its place. */
const { requestAnimationFrame } = window

/** As many as what waits for the paint of something else waits for at most. */
const FRAMES = 3

/** Lets everything finish that does not wait for the outside, chunks of the app and what waits for something else to be painted included. */
export async function settle(): Promise<void> {
  await flushPromises()
  await vi.dynamicImportSettled()
  await flushPromises()
  for (let frame = 0; frame < FRAMES; frame += 1) await new Promise(resolve => requestAnimationFrame(resolve))
  await flushPromises()
  await vi.dynamicImportSettled()
  await flushPromises()
}
