import { expect, test } from 'vitest'
import { aPortal } from '../rest/test-portal.ts'
import { aWorld } from '../rest/test-world.ts'
import type { PlacementBinding } from '../world/model.ts'

const texts = { title: 'Chat', description: '', groupName: '' }

function aBinding(id: number, placement: string, options: Record<string, string> = {}): PlacementBinding {
  return {
    id, placement, handler: `https://app.example.com/?${id}`, ...texts, userId: 0, langAll: { en: texts },
    options: { extranet: 'N', context: 'ALL', role: 'USER', ...options },
  }
}

const BINDINGS = [aBinding(1, 'IM_SIDEBAR'), aBinding(2, 'IMMOBILE_CONTEXT_MENU', { role: 'ADMIN', context: 'LINES' })]

function aMobileApp(isInstalled = true) {
  const { portal } = aPortal(aWorld({ app: { bindings: BINDINGS, isInstalled } }))
  const query = (address: string) => Object.fromEntries(new URL(address, 'https://demo.bitrix24.com').searchParams)
  return { portal, query, open: (asked: Record<string, string>) => portal.openMobilePage({ viewerId: 2, language: 'en', query: asked }) }
}

test('the Apps menu of the mobile app shows its own items alone, whatever their registration says about chats and people', () => {
  const [item, ...others] = aMobileApp().portal.mobileItems(2, 'chat10', 'en')
  expect(others).toEqual([])
  expect(item).toMatchObject({ title: 'Chat', address: expect.stringMatching(/^\/mobile\/marketplace\/\?id=\d+&bx24_placement=IMMOBILE_CONTEXT_MENU&bx24_placementId=2&/) })
  expect(aMobileApp(false).portal.mobileItems(2, 'chat10', 'en')).toEqual([])
})

test('the page that an item opens has the chat among its options, and no address of a page', () => {
  const { portal, open, query } = aMobileApp()
  const opening = open(query(portal.mobileItems(2, 'chat10', 'en')[0]?.address ?? ''))
  if ('refused' in opening) throw new Error(opening.text)
  expect(opening).toMatchObject({ placement: 'IMMOBILE_CONTEXT_MENU', title: 'Chat', method: 'POST', action: expect.stringContaining('https://app.example.com/?2&DOMAIN=') })
  expect(Object.fromEntries(opening.fields)).toMatchObject({ PLACEMENT: 'IMMOBILE_CONTEXT_MENU', PLACEMENT_OPTIONS: '{"dialogId":"chat10"}' })
})

test.each(['', 'chat10', '1'])('the options %j are none, for they are no map and no list', (bx24_placementOptions) => {
  const opening = aMobileApp().open({ bx24_placement: 'IMMOBILE_CONTEXT_MENU', bx24_placementId: '2', bx24_placementOptions })
  if ('refused' in opening) throw new Error(opening.text)
  expect(opening.fields.map(([name]) => name)).not.toContain('PLACEMENT_OPTIONS')
})

test.each([{ bx24_placementId: '1' }, { bx24_placementId: '3' }, {}])('what is not registered there is refused: %j', (asked) => {
  expect(aMobileApp().open({ bx24_placement: 'IMMOBILE_CONTEXT_MENU', ...asked })).toMatchObject({ refused: 'no-such-item' })
})
