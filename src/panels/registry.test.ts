import { expect, test } from 'vitest'
import { PANELS } from './index.ts'
import type { Panel } from './panel.ts'
import { createRegistry, PANEL_ACCESS_OPTION, type PanelViewer } from './registry.ts'

function aPanel(panel: Partial<Panel>): Panel {
  return {
    id: 'sample',
    titleKey: 'shell.panels',
    scopes: ['im'],
    contexts: ['USER', 'CHAT', 'LINES', 'CRM'],
    component: () => Promise.resolve({ default: {} }),
    ...panel,
  }
}

function aViewer({ isAdmin = false, agreed = {} }: { isAdmin?: boolean, agreed?: Record<string, string> } = {}): PanelViewer {
  return { isAdmin, appOption: name => name === PANEL_ACCESS_OPTION ? JSON.stringify(agreed) : undefined }
}

function idsOf(panels: readonly Panel[]): string[] {
  return panels.map(({ id }) => id)
}

test('panels are in the order of their list', () => {
  const { panels } = createRegistry([aPanel({ id: 'c' }), aPanel({ id: 'a' }), aPanel({ id: 'b' })])
  expect(panels.map(({ id }) => id)).toEqual(['c', 'a', 'b'])
})

test('no two panels have one id', () => {
  expect([...new Set(idsOf(PANELS))]).toEqual(idsOf(PANELS))
})

test('a panel is offered only where it suits every chat this one may still turn out to be', () => {
  const registry = createRegistry([aPanel({ id: 'a' }), aPanel({ id: 'b', contexts: ['CRM'] })])
  expect(idsOf(registry.panelsFor(['CRM'], aViewer()).panels)).toEqual(['a', 'b'])
  expect(idsOf(registry.panelsFor(['CHAT', 'LINES', 'CRM'], aViewer()).panels)).toEqual(['a'])
})

test('everybody gets what is for everybody, administrators what is theirs, and nobody the rest', () => {
  const registry = createRegistry([aPanel({ id: 'a' }), aPanel({ id: 'b' }), aPanel({ id: 'c' }), aPanel({ id: 'd' })])
  const agreed = { a: 'everybody', b: 'administrators', c: 'nobody', gone: 'nobody' }
  expect(idsOf(registry.panelsFor(['CHAT'], aViewer({ agreed })).panels)).toEqual(['a', 'd'])
  expect(idsOf(registry.panelsFor(['CHAT'], aViewer({ agreed, isAdmin: true })).panels)).toEqual(['a', 'b', 'd'])
})

test('a panel counts as withheld only where it suits the chat', () => {
  const registry = createRegistry([aPanel({ id: 'a', contexts: ['CRM'] }), aPanel({ id: 'b', contexts: ['USER'] })])
  const viewer = aViewer({ agreed: { a: 'nobody' } })
  expect(registry.panelsFor(['CRM'], viewer)).toMatchObject({ panels: [], isAnyWithheld: true })
  expect(registry.panelsFor(['CHAT'], viewer)).toMatchObject({ panels: [], isAnyWithheld: false })
  expect(registry.panelsFor(['USER'], viewer).isAnyWithheld).toBe(false)
})

test('every folder with a panel is in the list under its name, with that panel', async () => {
  const files = import.meta.glob<{ default: unknown }>('./*/*Panel.vue')
  expect(Object.keys(files).map(path => path.split('/')[1]).sort()).toEqual(idsOf(PANELS).sort())
  for (const [path, load] of Object.entries(files)) {
    const panel = PANELS.find(({ id }) => path.startsWith(`./${id}/`))
    expect((await panel?.component())?.default, path).toBe((await load()).default)
  }
})
