import { mount } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { h, nextTick, ref, useTemplateRef } from 'vue'
import { useRowKeys } from './use-row-keys.ts'

afterEach(() => {
  vi.restoreAllMocks()
  document.body.replaceChildren()
})

/** A long list of three rows with a button each, in the order that is set. */
function aList() {
  const order = ref([1, 2, 3])
  const wrapper = mount({
    setup() {
      useRowKeys(useTemplateRef<HTMLElement>('list'), {
        rows: ':scope > [data-index]',
        virtual: { count: () => order.value.length, draw: () => nextTick(), reveal: () => undefined, onFocus: () => undefined },
      })
      const row = (id: number, index: number) => h('div', { 'key': id, 'data-index': index, 'role': 'listitem' }, h('button', { id: `row-${id}` }))
      return () => h('div', { ref: 'list' }, order.value.map(row))
    },
  }, { attachTo: document.body })
  return { wrapper, order, scrolled: vi.spyOn(HTMLElement.prototype, 'scrollIntoView').mockImplementation(() => undefined) }
}

test.each([['stays in sight', false], ['is not brought back once the person has scrolled', true]])('a row that moves keeps its focus, and %s', async (_what, isScrolled) => {
  const { wrapper, order, scrolled } = aList()
  await nextTick()
  const button = wrapper.get('#row-2').element
  if (button instanceof HTMLElement) button.focus()
  if (isScrolled) window.dispatchEvent(new Event('wheel'))
  order.value = [3, 2, 1]
  await nextTick()
  order.value = [2, 3, 1]
  await nextTick()
  expect(document.activeElement).toBe(button)
  expect(scrolled.mock.calls.length > 0).toBe(!isScrolled)
  wrapper.unmount()
})

test('where a row goes from under the focus the next one has it, and the one before it where it was the last', async () => {
  const { wrapper, order } = aList()
  await nextTick()
  const button = wrapper.get('#row-2').element
  if (button instanceof HTMLElement) button.focus()
  const focusWith = async (...ids: number[]) => {
    order.value = ids
    await nextTick()
    return document.activeElement?.id
  }
  expect([await focusWith(1, 3), await focusWith(1), await focusWith()]).toEqual(['row-3', 'row-1', ''])
  wrapper.unmount()
})
