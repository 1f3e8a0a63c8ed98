import { expect, test } from 'vitest'
import { bindParams, contextFor, readContext, tickContext, tickedContexts } from './sidebar-item.ts'

test('the parameters have every title that says something, trimmed, and the first as the plain one', () => {
  const item = {
    handler: 'https://a.example.com/', titles: { de: ' Über ', en: 'About', fr: ' ' }, iconName: 'fa-users', context: 'CHAT', role: 'ADMIN', extranet: 'Y', color: '',
  }
  expect(bindParams(item)).toEqual({
    PLACEMENT: 'IM_SIDEBAR',
    HANDLER: 'https://a.example.com/',
    TITLE: 'About',
    LANG_ALL: { en: { TITLE: 'About' }, de: { TITLE: 'Über' } },
    OPTIONS: { iconName: 'fa-users', context: 'CHAT', role: 'ADMIN', extranet: 'Y', color: '' },
  })
})

test.each([
  ['ALL', 'ALL'], ['USER;ALL', 'ALL'], ['CRM;USER', ['USER', 'CRM']], [' CHAT ', ['CHAT']], ['', []], ['user;X', []],
])('the context %j means %j', (context, meaning) => {
  expect(readContext(context)).toEqual(meaning)
})

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

test('the registration asks only for chats in which some panel makes sense', () => {
  expect(contextFor([{ contexts: ['CRM'] }, { contexts: ['USER', 'CRM'] }])).toBe('USER;CRM')
  expect(contextFor([{ contexts: ['USER', 'CHAT', 'LINES', 'CRM'] }])).toBe('ALL')
})
