import { afterEach, expect, test, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { byRole, allByRole } from '../../tests/support/by-role.ts'
import { mountInApp } from '../../tests/support/mount.ts'
import MoreMenu from './MoreMenu.vue'

afterEach(() => {
  vi.unstubAllGlobals()
  document.body.replaceChildren()
})

async function openMenu() {
  const chosen = vi.fn()
  const items = () => ['Copy', 'Quote', 'Note'].map(name => h('button', { 'type': 'button', 'aria-disabled': name === 'Note', 'onClick': () => chosen(name) }, name))
  const wrapper = await mountInApp(defineComponent(() => () => [h('p', { id: 'row' }, 'The row'), h(MoreMenu, { label: 'More actions', rowId: 'row' }, items)]))
  const button = byRole(wrapper, 'button', 'More actions')
  await button.trigger('click')
  const press = (key: string) => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  return { wrapper, button, chosen, press, names: () => allByRole(wrapper, 'button').map(one => one.text()) }
}

test('the rest opens with its first item, is gone through by arrows, and Escape leads back to the button', async () => {
  const { wrapper, button, press, names } = await openMenu()
  expect(button.attributes()).toMatchObject({ 'aria-expanded': 'true', 'aria-describedby': 'row' })
  const focused = () => document.activeElement?.textContent
  expect(focused()).toBe('Copy')
  press('ArrowDown')
  expect(focused()).toBe('Quote')
  press('End')
  expect(focused()).toBe('Note')
  press('ArrowDown')
  expect(focused()).toBe('Copy')
  press('ArrowUp')
  expect(focused()).toBe('Note')
  press('Escape')
  await wrapper.vm.$nextTick()
  expect(document.activeElement).toBe(button.element)
  expect(names()).toEqual([''])
})

test('what is chosen closes it, what is busy does not, and neither does a press within it', async () => {
  const { wrapper, button, chosen, names } = await openMenu()
  await byRole(wrapper, 'button', 'Note').trigger('click')
  await byRole(wrapper, 'button', 'Copy').trigger('pointerdown')
  expect(names()).toEqual(['', 'Copy', 'Quote', 'Note'])
  await byRole(wrapper, 'button', 'Quote').trigger('click')
  expect(chosen.mock.calls).toEqual([['Note'], ['Quote']])
  expect(document.activeElement).toBe(button.element)
  expect(names()).toEqual([''])
})

test('a press elsewhere closes it', async () => {
  const { wrapper, names } = await openMenu()
  await wrapper.find('#row').trigger('pointerdown')
  expect(names()).toEqual([''])
})

/** A browser that tells of sizes when it is asked to, and of what. */
function stubSizes() {
  const sizes = { change: (): void => undefined, watched: new Set<Element>() }
  vi.stubGlobal('ResizeObserver', class {
    constructor(told: () => void) {
      sizes.change = told
    }

    observe(element: Element) {
      sizes.watched.add(element)
    }

    disconnect() {
      sizes.watched.clear()
    }
  })
  return sizes
}

test('an open one stays at its button when the row moves: in a window of another size, or below what grows', async () => {
  const sizes = stubSizes()
  const { wrapper, button, press } = await openMenu()
  const startOf = () => wrapper.get<HTMLElement>('.layer').element.style.getPropertyValue('--start')
  const bottom = vi.spyOn(button.element, 'getBoundingClientRect')
  const moveTo = (y: number) => bottom.mockReturnValue(new DOMRect(0, y - 32, 32, 32))
  moveTo(100)
  window.dispatchEvent(new Event('resize'))
  await wrapper.vm.$nextTick()
  expect(startOf()).toBe('104px')
  moveTo(140)
  sizes.change()
  await wrapper.vm.$nextTick()
  expect(startOf()).toBe('144px')
  expect([...sizes.watched]).toEqual([document.body, wrapper.get('.layer').element])
  press('Escape')
  await wrapper.vm.$nextTick()
  expect(sizes.watched.size).toBe(0)
})

test('one that the browser has hidden, because its row has moved in the document, is closed, and its button has the focus', async () => {
  const sizes = stubSizes()
  const { wrapper, button, names } = await openMenu()
  const layer = wrapper.get<HTMLElement>('.layer').element
  layer.hidePopover = () => undefined
  let isShown = true
  vi.spyOn(layer, 'matches').mockImplementation(selector => selector === ':popover-open' && isShown)
  sizes.change()
  expect(names()).toHaveLength(4)
  isShown = false
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  sizes.change()
  await wrapper.vm.$nextTick()
  expect(names()).toEqual([''])
  expect(document.activeElement).toBe(button.element)
})
