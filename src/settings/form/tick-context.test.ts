import { expect, test } from 'vitest'
import { tickContext, tickedContexts } from './tick-context.ts'

test.each([
  ['ALL', ['ALL']],
  ['USER;ALL', ['ALL']],
  ['CRM;USER', ['USER', 'CRM']],
])('%s has %j ticked', (context, ticked) => {
  expect(tickedContexts(context)).toEqual(ticked)
})

test('ticking all takes the kinds away, and a kind takes all away', () => {
  expect(tickContext(['USER', 'CRM'], 'ALL', true)).toBe('ALL')
  expect(tickContext(['ALL'], 'LINES', true)).toBe('LINES')
})

test('kinds are joined in their own order', () => {
  expect(tickContext(['CRM'], 'USER', true)).toBe('USER;CRM')
  expect(tickContext(['USER', 'CHAT', 'CRM'], 'CHAT', false)).toBe('USER;CRM')
})

test('without the last one nothing is left', () => {
  expect(tickContext(['CRM'], 'CRM', false)).toBe('')
  expect(tickContext(['ALL'], 'ALL', false)).toBe('')
})
