import { expect, test } from 'vitest'
import { definePanel, type Panel } from './panel.ts'
import { collectPanels, createRegistry } from './registry.ts'

function aPanel(panel: Partial<Panel>): Panel {
  return definePanel({
    id: 'sample',
    titleKey: 'panels.sample.title',
    order: 10,
    scopes: ['im'],
    contexts: ['USER', 'CHAT', 'LINES', 'CRM'],
    component: () => Promise.resolve({ default: {} }),
    ...panel,
  })
}

test('panels stand in their order, equal ones by id', () => {
  const { panels } = createRegistry([aPanel({ id: 'c', order: 20 }), aPanel({ id: 'b' }), aPanel({ id: 'a' })])
  expect(panels.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
})

test('two panels with one id are refused', () => {
  expect(() => createRegistry([aPanel({ id: 'a' }), aPanel({ id: 'a', order: 5 })])).toThrow('Two panels have the id "a"')
})

test('the scopes of all panels are united', () => {
  expect(createRegistry([aPanel({ id: 'a', scopes: ['task', 'im'] }), aPanel({ id: 'b', scopes: ['im', 'disk'] })]).scopes)
    .toEqual(['disk', 'im', 'task'])
})

test('the registration asks only for chats in which some panel makes sense', () => {
  expect(createRegistry([aPanel({ id: 'a', contexts: ['CRM'] }), aPanel({ id: 'b', contexts: ['USER', 'CRM'] })]).bindContext).toBe('USER;CRM')
  expect(createRegistry([aPanel({})]).bindContext).toBe('ALL')
})

test('a panel is offered only where it suits every chat this one may still turn out to be', () => {
  const registry = createRegistry([aPanel({ id: 'a' }), aPanel({ id: 'b', contexts: ['CRM'] })])
  expect(registry.panelsFor(['CRM']).map(({ id }) => id)).toEqual(['a', 'b'])
  expect(registry.panelsFor(['CHAT', 'LINES', 'CRM']).map(({ id }) => id)).toEqual(['a'])
})

test('every folder with a panel.ts is found', () => {
  expect(collectPanels().panels.map(({ id }) => id)).toContain('overview')
})
