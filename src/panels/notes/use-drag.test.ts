import { effectScope, shallowRef } from 'vue'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { LineId } from '../../notes/note.ts'
import { useDrag } from './use-drag.ts'

test('Escape leaves everything where it was, and a slider around it open', () => {
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
  const escape = () => new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true })
  handle.dispatchEvent(new PointerEvent('pointerdown', { button: 0, bubbles: true }))
  expect(drag.dragged.value).toBe('one')
  const [first, second] = [escape(), escape()]
  document.body.dispatchEvent(first)
  expect(drag.dragged.value).toBeNull()
  expect(first.defaultPrevented).toBe(true)
  handle.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }))
  expect(onDrop).not.toHaveBeenCalled()
  document.body.dispatchEvent(second)
  expect(second.defaultPrevented, 'the next one is for the slider').toBe(false)
})
