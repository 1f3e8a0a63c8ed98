import { afterEach, expect, test } from 'vitest'
import { h, ref } from 'vue'
import { mountInApp, settle } from '../../../tests/support/mount.ts'
import PeopleChooser from './PeopleChooser.vue'

afterEach(() => document.body.replaceChildren())

test('who is ticked moves to the top, and the focus goes along', async () => {
  const chosen = ref<number[]>([])
  const wrapper = await mountInApp({
    setup: () => () => h(PeopleChooser, {
      authors: [1, 2, 3].map(id => ({ id, name: '', messages: 1, isBot: false, isExternal: false })),
      chosen: chosen.value,
      nameOf: (id: number) => `Person ${id}`,
      onChoose: (ids: number[] | null) => { chosen.value = ids ?? [] },
    }),
  })
  const boxes = () => wrapper.findAll('input')
  const third = boxes()[2]?.element
  third?.focus()
  await boxes()[2]?.setValue(true)
  await settle()
  expect(boxes()[0]?.element).toBe(third)
  expect(document.activeElement).toBe(third)
})
