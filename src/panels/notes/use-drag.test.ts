import { effectScope, shallowRef } from 'vue'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { LineId } from '../../notes/note.ts'
import { useDrag } from './use-drag.ts'

/** A handle that is dragged, and what comes of that. */
function aDrag() {
  const handle = document.createElement('span')
  document.body.append(handle)
  // not in every browser of tests
  handle.setPointerCapture = () => undefined
  const scope = effectScope()
  onTestFinished(() => {
    scope.stop()
    handle.remove()
  })
  const onDrop = vi.fn()
  const drag = scope.run(() => useDrag({ list: shallowRef(document.body), onDrop })) ?? expect.fail('the scope has ended')
  handle.addEventListener('pointerdown', event => drag.begin('one' as LineId, event))
  handle.dispatchEvent(new PointerEvent('pointerdown', { button: 0, bubbles: true }))
  expect(drag.dragged.value).toBe('one')
  return { handle, drag, onDrop }
}

test('Escape leaves everything where it was, and a slider around it open', () => {
  const { handle, drag, onDrop } = aDrag()
  const escape = () => new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true })
  const [first, second] = [escape(), escape()]
  // such as a line that is being changed, which Escape gives up
  const field = vi.fn()
  document.body.addEventListener('keydown', field)
  onTestFinished(() => document.body.removeEventListener('keydown', field))
  document.body.dispatchEvent(first)
  expect(field).not.toHaveBeenCalled()
  expect(drag.dragged.value).toBeNull()
  expect(first.defaultPrevented).toBe(true)
  handle.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }))
  expect(onDrop).not.toHaveBeenCalled()
  document.body.dispatchEvent(second)
  expect(second.defaultPrevented, 'the next one is for the slider').toBe(false)
})

test('a line that somebody else deletes is dragged no more', () => {
  const { handle, drag } = aDrag()
  handle.remove()
  document.dispatchEvent(new PointerEvent('lostpointercapture', { pointerId: 7 }))
  expect(drag.dragged.value, 'another finger').toBe('one')
  // where browsers tell it of an element that is not in the document
  document.dispatchEvent(new PointerEvent('lostpointercapture'))
  expect(drag.dragged.value).toBeNull()
})

test('a line goes where its own finger is lifted, not where another one is', () => {
  const { handle, drag, onDrop } = aDrag()
  const row = document.createElement('div')
  row.dataset['line'] = 'two'
  document.body.append(row)
  onTestFinished(() => row.remove())
  const tell = (type: string, pointerId: number) => handle.dispatchEvent(new PointerEvent(type, { pointerId, bubbles: true }))
  tell('pointermove', 7)
  expect(drag.target.value).toBeNull()
  tell('pointermove', 0)
  tell('pointerup', 7)
  expect(onDrop).not.toHaveBeenCalled()
  tell('pointerup', 0)
  expect(onDrop).toHaveBeenCalledExactlyOnceWith('one', { after: 'two' })
})
