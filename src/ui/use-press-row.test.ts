import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { defineComponent, h, useTemplateRef } from 'vue'
import { mountInApp } from '../../tests/support/mount.ts'
import { usePressRow } from './use-press-row.ts'

beforeEach(() => {
  vi.useFakeTimers()
  // another test's words are still selected, perhaps
  getSelection()?.removeAllRanges()
})

afterEach(() => {
  document.body.replaceChildren()
})

async function openRow() {
  const opened = vi.fn()
  const wrapper = await mountInApp(defineComponent(() => {
    usePressRow(useTemplateRef('row'))
    return () => h('div', { ref: 'row' }, [h('button', { 'data-main': '', 'onClick': opened }, 'The plan'), h('p', 'Have you read it?'), h('button', { class: 'other' }, 'More')])
  }))
  const words = wrapper.get('p').element
  const press = (pointerType: string, detail = 1, element: Element = words) => {
    element.dispatchEvent(new PointerEvent('pointerdown', { pointerType, bubbles: true }))
    // what the browser does with a selection when the button goes down
    if (detail === 1) getSelection()?.removeAllRanges()
    element.dispatchEvent(new MouseEvent('click', { detail, bubbles: true, composed: true }))
  }
  return { wrapper, opened, words, press, late: () => vi.advanceTimersByTime(1_000) }
}

test('a press on the words of a row opens it: at once under a finger, by a mouse when no second click has followed', async () => {
  const { opened, press, late } = await openRow()
  press('touch')
  expect(opened).toHaveBeenCalledTimes(1)
  press('mouse')
  late()
  expect(opened).toHaveBeenCalledTimes(2)
})

test('a double click, by which a word is selected, opens nothing, and neither does the click that takes the selection away', async () => {
  const { opened, words, press, late } = await openRow()
  press('mouse')
  press('mouse', 2)
  getSelection()?.selectAllChildren(words)
  late()
  press('mouse')
  late()
  press('touch')
  expect(opened).toHaveBeenCalledTimes(1)
})

test('under a finger, too, a press that takes a selection away does nothing else', async () => {
  const { opened, words, press, late } = await openRow()
  getSelection()?.selectAllChildren(words)
  press('touch')
  late()
  expect(opened).not.toHaveBeenCalled()
})

test('a press on another control is that one\'s, and a row that goes takes its press along', async () => {
  const { wrapper, opened, press, late } = await openRow()
  press('mouse', 1, wrapper.get('.other').element)
  late()
  press('mouse')
  wrapper.unmount()
  late()
  expect(opened).not.toHaveBeenCalled()
})
