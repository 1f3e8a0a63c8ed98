import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOrder, orderBetween } from './order.ts'

test('between any two places of a list that grows anywhere there is another one', () => {
  fc.assert(fc.property(fc.array(fc.nat(), { maxLength: 60 }), fc.infiniteStream(fc.double({ min: 0, max: 0.999_999, noNaN: true })), (places, randoms) => {
    const orders: string[] = []
    for (const place of places) {
      const index = place % (orders.length + 1)
      orders.splice(index, 0, orderBetween(orders[index - 1] ?? null, orders[index] ?? null, () => randoms.next().value ?? 0))
    }
    expect(orders.filter((order, index) => index > 0 && (orders[index - 1] ?? '') >= order)).toEqual([])
    expect(orders.every(isOrder)).toBe(true)
  }), { numRuns: 200 })
})

test('five hundred lines that are put at an end keep short places', () => {
  for (const isAtEnd of [true, false]) {
    let last: string | null = null
    let drawn = 0
    // spread evenly, as chance does, and the same at every run
    const random = () => (drawn += 1) * 0.618_034 % 1
    for (let count = 0; count < 500; count += 1) last = isAtEnd ? orderBetween(last, null, random) : orderBetween(null, last, random)
    expect(last?.length).toBeLessThan(25)
  }
})

test('a thousand lines that are put at one place, and any between places as long as can be, have a place that is read again', () => {
  let next = 'W'
  for (let count = 0; count < 1_000; count += 1) {
    const made = orderBetween('V', next)
    expect([isOrder(made), made >= 'V', made < next]).toEqual([true, true, true])
    if (made > 'V') next = made
  }
  expect(orderBetween('V', next)).toBe('V')
  const signs = fc.array(fc.constantFrom('0', '1', 'V', 'y', 'z'), { minLength: 195, maxLength: 200, size: 'max' })
  const longest = signs.map(all => all.join('')).filter(isOrder)
  const end = fc.option(longest)
  fc.assert(fc.property(end, end, (low, high) => isOrder(orderBetween(low, high))))
})

test('two that are put between the same lines get places with room between them', () => {
  const [one, other] = [orderBetween('V', 'W', () => 0.2), orderBetween('V', 'W', () => 0.7)]
  const between = orderBetween(one, other)
  expect([one, between, other]).toEqual([one, between, other].sort())
})

test('the same place twice, or two in the wrong order, is a place after the first', () => {
  expect(orderBetween('V', 'V') > 'V').toBe(true)
  expect(orderBetween('W', 'V') > 'W').toBe(true)
})

test.each(['', 'V0', 'a b', '-', 5, null, 'z'.repeat(201)])('%j is no place', value => expect(isOrder(value)).toBe(false))
