import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { defineComponent, h, shallowRef } from 'vue'
import { byRole } from '../../tests/support/by-role.ts'
import { mountInApp, settle } from '../../tests/support/mount.ts'
import PanelMenu from './PanelMenu.vue'

// In a browser that knows no popovers, such as Safari 16, as the DOM of these tests knows none; tabs.spec.ts has those that do.

afterEach(() => document.body.replaceChildren())

/** Beside its button, as the bar has it, which does nothing by itself here. */
async function openMenu() {
  const chosen = vi.fn()
  const isWanted = shallowRef(false)
  const ways = ['Insights', 'Notes'].map(title => ({ id: title, title, waits: '', holds: '' }))
  const wrapper = await mountInApp(defineComponent(() => () => h('div', [
    h('button', { popovertarget: 'more', onClick: () => { isWanted.value = true } }, 'More'),
    isWanted.value && h(PanelMenu, { id: 'more', ways, activeId: 'Notes', label: 'More', onChoose: chosen }),
    h('button', 'Elsewhere'),
  ])))
  const button = byRole(wrapper, 'button', 'More')
  const press = async () => {
    await button.trigger('click')
    await settle()
  }
  await press()
  const key = async (name: string) => {
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }))
    await settle()
  }
  const isShown = () => !wrapper.get('[role="menu"]').element.hasAttribute('hidden')
  return { wrapper, chosen, button, press, key, isShown }
}

test('without popovers the button shows and hides the menu, which begins at the open panel', async () => {
  const { button, press, isShown } = await openMenu()
  expect([isShown(), button.attributes('aria-expanded'), document.activeElement?.textContent?.trim()]).toEqual([true, 'true', 'Notes'])
  await press()
  expect([isShown(), button.attributes('aria-expanded')]).toEqual([false, 'false'])
  await press()
  expect(isShown()).toBe(true)
})

test('without popovers a choice hides it, and so do Escape, the Tab key and a focus that goes elsewhere', async () => {
  const { wrapper, chosen, button, press, key, isShown } = await openMenu()
  await wrapper.get('[role="menuitemradio"]').trigger('click')
  await settle()
  expect(chosen.mock.calls).toEqual([['Insights']])
  for (const name of ['Escape', 'Tab']) {
    expect([isShown(), document.activeElement]).toEqual([false, button.element])
    await press()
    await key(name)
  }
  await press()
  const elsewhere = byRole(wrapper, 'button', 'Elsewhere').element
  if (elsewhere instanceof HTMLElement) elsewhere.focus()
  await settle()
  expect([isShown(), document.activeElement]).toEqual([false, elsewhere])
})

test('with popovers a choice that is quicker than the next frame is not undone by it', async () => {
  const frames: FrameRequestCallback[] = []
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => frames.push(callback))
  const shows = vi.fn()
  Object.assign(HTMLElement.prototype, { showPopover: shows, hidePopover: vi.fn() })
  onTestFinished(() => {
    vi.unstubAllGlobals()
    for (const name of ['showPopover', 'hidePopover']) Reflect.deleteProperty(HTMLElement.prototype, name)
  })
  const { wrapper, chosen } = await openMenu()
  expect(frames).not.toEqual([])
  await wrapper.get('[role="menuitemradio"]').trigger('click')
  for (const frame of frames) frame(0)
  expect(chosen).toHaveBeenCalledOnce()
  expect(shows).not.toHaveBeenCalled()
})
