import { h, provide } from 'vue'
import { expect, test } from 'vitest'
import { mountInApp } from '../../../tests/support/mount.ts'
import { showFigureKey } from './figures.ts'
import type { ShownPerson } from './people-figures.ts'
import PersonFigures from './PersonFigures.vue'

const none = { text: '', figure: null }
const person: ShownPerson = {
  id: 1, name: 'Anna', messages: none, share: none, trend: 'more than at first', slices: [0, 2, 8], hasAnswered: false, median: none, ninetieth: none,
}

test.each([['en', [18, 14, 2]], ['ar', [2, 14, 18]]] as const)('the small line of a person goes the way that is read: %s', async (language, heights) => {
  const wrapper = await mountInApp({
    setup() {
      provide(showFigureKey, () => undefined)
      return () => h(PersonFigures, { person })
    },
  }, { language })
  const points = wrapper.find('polyline').attributes('points')?.split(' ').map(point => point.split(',').map(Number)) ?? []
  expect(points.map(([x]) => x)).toEqual([1, 36, 71])
  expect(points.map(([, y]) => y)).toEqual(heights)
})
