import { afterEach, expect, test, vi } from 'vitest'
import { focusByKey } from './focus-by-key.ts'

afterEach(() => document.body.replaceChildren())

function aButton(isRingDrawn: boolean): HTMLButtonElement {
  const button = document.createElement('button')
  document.body.append(button)
  vi.spyOn(button, 'matches').mockImplementation(selector => selector === ':focus-visible' && isRingDrawn)
  return button
}

test('what a key moved the focus to has a ring, also in a browser that draws none after a click, for as long as it has the focus (b14)', () => {
  const button = aButton(false)
  focusByKey(button)
  expect(document.activeElement).toBe(button)
  expect(button.hasAttribute('data-ring')).toBe(true)
  button.blur()
  expect(button.hasAttribute('data-ring')).toBe(false)
})

test('a browser that draws the ring itself is left alone', () => {
  const button = aButton(true)
  focusByKey(button)
  expect(button.hasAttribute('data-ring')).toBe(false)
})
