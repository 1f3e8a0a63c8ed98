import { expect, test } from 'vitest'
import { aPortal, fieldsOf } from '../rest/test-portal.ts'
import { aWorld } from '../rest/test-world.ts'
import type { App } from '../world/model.ts'
import type { FrameOpening, OpeningRefused } from './exchange.ts'

const binding = {
  id: 3, placement: 'IM_SIDEBAR', handler: 'https://app.example.com/index.html', title: 'Chat', description: '', groupName: '', userId: 0,
  langAll: { en: { title: 'Chat', description: '', groupName: '' }, de: { title: 'Gespräch', description: '', groupName: '' } },
  options: { iconName: 'fa-users', extranet: 'N', context: 'ALL', role: 'USER', color: '' },
}

function opened(opening: FrameOpening | OpeningRefused): FrameOpening {
  if ('refused' in opening) throw new Error(opening.text)
  return opening
}

function aSidebar(app: Partial<App> = {}, viewerId = 2) {
  const world = aWorld({ app: { bindings: [binding], ...app } })
  const { portal } = aPortal(world)
  const open = () => portal.openSidebarItem({ viewerId, language: 'de', bindingId: 3, dialogId: 'chat10', pageUri: '/online/' })
  return { portal, world, open }
}

test('a sidebar item is opened by a form with everything the documentation lists', () => {
  const { open } = aSidebar()
  const { sid, id, name, action, method, placement, title, ...rest } = opened(open())
  expect(sid).toMatch(/^[0-9a-f]{32}$/)
  expect({ id, name, method, placement, title }).toEqual({
    id: `appframe_${sid}`, name: `demo.bitrix24.com|1|${sid}`, method: 'POST', placement: 'IM_SIDEBAR', title: 'Gespräch',
  })
  expect(action).toBe(`https://app.example.com/index.html?DOMAIN=demo.bitrix24.com&PROTOCOL=1&LANG=de&APP_SID=${sid}`)
  expect(rest.fields).toEqual([
    ['AUTH_ID', expect.stringMatching(/^[0-9a-f]{70}$/)],
    ['AUTH_EXPIRES', '3600'],
    ['REFRESH_ID', expect.stringMatching(/^[0-9a-f]{70}$/)],
    ['SERVER_ENDPOINT', 'https://oauth.bitrix.info/rest/'],
    ['APPLICATION_TOKEN', 'ec1b2074a9d3f5c81b6e40d27a95cf38'],
    ['APPLICATION_SCOPE', 'im,placement'],
    ['member_id', 'da45a03b265ed12127f8a258d793cc5d'],
    ['status', 'L'],
    ['PLACEMENT', 'IM_SIDEBAR'],
    ['PLACEMENT_OPTIONS', '{"dialogId":"chat10","URI":"\\/online\\/"}'],
  ])
})

test('every opening has its own session and token', () => {
  const { open } = aSidebar()
  const openings = Array.from({ length: 200 }, () => opened(open()))
  expect(new Set(openings.map(({ sid }) => sid)).size).toBe(200)
  expect(new Set(openings.map(opening => fieldsOf(opening)['AUTH_ID'])).size).toBe(200)
})

test('the same seed gives the same frames', () => {
  const first = opened(aSidebar().open())
  expect(opened(aSidebar().open())).toEqual(first)
})

test('an address with a query gets the portal\'s fields behind it', () => {
  const { open } = aSidebar({ bindings: [{ ...binding, handler: 'https://app.example.com/?v=2' }] })
  expect(opened(open()).action).toMatch(/^https:\/\/app\.example\.com\/\?v=2&DOMAIN=/)
})

test('a portal on http says so', () => {
  const { portal } = aPortal(aWorld({ isHttps: false, app: { bindings: [binding] } }))
  const { name, action } = opened(portal.openMainPage({ viewerId: 1, language: 'en', query: {} }))
  expect([name, action]).toEqual([expect.stringMatching(/\|0\|/), expect.stringContaining('PROTOCOL=0')])
})

test('an application stored in the portal is fetched without a body', () => {
  const { open } = aSidebar({ isStoredInPortal: true })
  expect(opened(open())).toMatchObject({ method: 'GET', fields: [] })
})

test('the options are the dialog\'s id alone where the portal does not add its page (v6)', () => {
  const { portal } = aSidebar()
  const opening = opened(portal.openSidebarItem({ viewerId: 2, language: 'en', bindingId: 3, dialogId: '1', pageUri: null }))
  expect(fieldsOf(opening)['PLACEMENT_OPTIONS']).toBe('{"dialogId":"1"}')
})

test('the main page has placement DEFAULT and the portal\'s query as options', () => {
  const { portal } = aSidebar()
  const opening = opened(portal.openMainPage({ viewerId: 2, language: 'en', query: { view: 'settings', _r: '0.5' } }))
  expect([opening.placement, opening.title, fieldsOf(opening)['PLACEMENT_OPTIONS']]).toEqual(['DEFAULT', 'Demo app', '{"view":"settings"}'])
  expect(fieldsOf(opened(portal.openMainPage({ viewerId: 2, language: 'en', query: {} })))).not.toHaveProperty('PLACEMENT_OPTIONS')
})

test('the main page is handed nothing of the query that is the portal\'s own (v6)', () => {
  const query = { view: 'settings', sessid: '5f2d', clear_cache: 'Y', logout: 'yes', SESSID: 'another' }
  const opening = opened(aSidebar().portal.openMainPage({ viewerId: 2, language: 'en', query }))
  expect(fieldsOf(opening)['PLACEMENT_OPTIONS']).toBe('{"view":"settings","SESSID":"another"}')
})

test('before the installation is finished employees read why and administrators get the installer', () => {
  const { portal } = aSidebar({ isInstalled: false })
  expect(portal.openMainPage({ viewerId: 2, language: 'en', query: {} }))
    .toEqual({ refused: 'not-installed', text: expect.stringContaining('not fully installed yet') })
  expect(opened(portal.openMainPage({ viewerId: 1, language: 'en', query: {} })).action).toMatch(/install\.html\?/)
  expect(aSidebar({ isInstalled: false }, 2).open()).toMatchObject({ refused: 'not-installed' })
})

test('an application without an installer opens at once', () => {
  expect(opened(aSidebar({ isInstalled: false, installUrl: null }).open()).action).toMatch(/index\.html\?/)
})

test('who may not use the application reads so, an item that is gone is named', () => {
  expect(aSidebar({ allowedPersonIds: [3] }).open()).toMatchObject({ refused: 'no-access' })
  expect(aSidebar({ bindings: [] }).open()).toMatchObject({ refused: 'no-such-item' })
  expect(aSidebar({}, 99).open()).toMatchObject({ refused: 'no-access' })
})

test.each([
  [{ dialogId: 'chat/1' }, '{"dialogId":"chat\\/1"}'],
  [{ a: '<b>&\'"\\\n', ключ: 'ä😀\u2028' }, '{"a":"\\u003Cb\\u003E\\u0026\\u0027\\u0022\\\\\\n","ключ":"ä😀\\u2028"}'],
  ['{not json', '{not json'], [[1, null], '[1,null]'], [7, '7'], [undefined, undefined], [{}, undefined],
])('raw options %o become the field %o', (placementOptions, field) => {
  const { portal } = aSidebar()
  const opening = portal.openRaw({ viewerId: 2, language: 'en', placement: 'SOMETHING_ELSE', placementOptions })
  expect([opening.placement, fieldsOf(opening)['PLACEMENT_OPTIONS']]).toEqual(['SOMETHING_ELSE', field])
})

test('every opening is logged', () => {
  const { portal, open } = aSidebar()
  const { sid } = opened(open())
  expect(portal.log).toContainEqual(expect.objectContaining({ kind: 'opened', sid, placement: 'IM_SIDEBAR', personId: 2 }))
})
