/** Registers every possible item in the simulated portal: what it keeps, and who sees it where. */
import { expect, test } from 'vitest'
import { differences } from '../../src/settings/registration/plan.ts'
import { parseRegistrations, toItem } from '../../src/settings/registration/registrations.ts'
import { MOBILE } from '../../src/bitrix24/placements.ts'
import { bindParams, COLOR_NAMES, COLORS, CONTEXTS, type SidebarItem } from '../../src/settings/registration/sidebar-item.ts'
import { aPatientPortal, VALID_ITEM, verdictOn } from './registration-portal.ts'

/** `ALL` and every choice of contexts but none. */
const CONTEXT_VALUES = ['ALL', ...Array.from({ length: 2 ** CONTEXTS.length - 1 }, (_unused, index) =>
  CONTEXTS.filter((_context, bit) => ((index + 1) >> bit) % 2 === 1).join(';'))]

const ADMINISTRATOR = 1
const EMPLOYEE = 2
const FROM_OUTSIDE = 3
const VIEWERS = [ADMINISTRATOR, EMPLOYEE, FROM_OUTSIDE]

/** Dialogs by the context that covers them; `ALL` has those that no other context covers. */
function dialogsOf(viewerId: number): Record<string, string[]> {
  const colleague = viewerId === ADMINISTRATOR ? EMPLOYEE : ADMINISTRATOR
  return { USER: [String(colleague)], CHAT: ['chat10'], LINES: ['chat11'], CRM: ['chat13'], ALL: ['4'] }
}

/** A channel, and notes to oneself: no sidebar there shows applications. */
const neverShown = (viewerId: number): string[] => ['chat14', String(viewerId)]

function mayBeSeenBy(viewerId: number, { role, extranet }: SidebarItem): boolean {
  if (viewerId === ADMINISTRATOR) return true
  return role === 'USER' && (viewerId === EMPLOYEE || extranet === 'Y')
}

function expectedDialogs(viewerId: number, item: SidebarItem): string[] {
  if (!mayBeSeenBy(viewerId, item)) return []
  const covered = item.context.split(';')
  return Object.entries(dialogsOf(viewerId)).flatMap(([context, dialogs]) => covered.includes('ALL') || covered.includes(context) ? dialogs : [])
}

test('the mobile app keeps the same item but for its icon and its colour, and shows it whatever it says about chats and people', () => {
  const portal = aPatientPortal()
  const item: SidebarItem = { ...VALID_ITEM, context: 'LINES', role: 'ADMIN', extranet: 'N', color: 'MINT' }
  expect(portal.call('placement.bind', bindParams(item, MOBILE)).body['result']).toBe(true)
  const read = parseRegistrations(portal.call('placement.get').body['result'])
  expect(read).toMatchObject([{ placement: MOBILE, options: bindParams(item, MOBILE).OPTIONS }])
  expect(differences(item, read.map(row => toItem(row))[0] ?? VALID_ITEM, MOBILE)).toEqual([])
  expect(VIEWERS.map(viewerId => portal.portal.mobileItems(viewerId, 'chat10', 'en').length)).toEqual([1, 1, 1])
})

const cases = ['USER', 'ADMIN'].flatMap(role => ['Y', 'N'].flatMap(extranet => CONTEXT_VALUES.map(context => ({ role, extranet, context }))))

test('the matrix has every colour and none, every choice of contexts, both roles and both values of extranet', () => {
  expect(cases).toHaveLength(16 * 2 * 2)
  expect(new Set(CONTEXT_VALUES).size).toBe(16)
  expect(COLOR_NAMES).toHaveLength(17)
})

/** Every colour is kept, and seen by the right people in the right chats. */
function expectKeptAndSeen(options: typeof cases[number]): void {
  const portal = aPatientPortal()
  for (const color of [...COLOR_NAMES, ''] as const) {
    const item: SidebarItem = { ...VALID_ITEM, titles: { en: 'About this chat', de: 'Über diesen Chat' }, ...options, color }
    const which = JSON.stringify({ ...options, color })
    expect(verdictOn(portal, item), which).toBe(true)

    const read = parseRegistrations(portal.call('placement.get').body['result'])
    expect(read.map(toItem), which).toEqual([item])
    expect(read, which).toMatchObject([{ placement: 'IM_SIDEBAR', title: 'About this chat', options: bindParams(item).OPTIONS }])

    for (const viewerId of VIEWERS) {
      const dialogs = [...Object.values(dialogsOf(viewerId)).flat(), ...neverShown(viewerId)]
      const shown = dialogs.filter(dialogId => portal.portal.sidebarItems(viewerId, dialogId, 'de').length > 0)
      expect(shown, `person ${viewerId}, ${which}`).toEqual(expectedDialogs(viewerId, item))
    }
    const [row] = portal.portal.sidebarItems(ADMINISTRATOR, expectedDialogs(ADMINISTRATOR, item)[0] ?? '', 'de')
    expect(row, which).toMatchObject({ title: 'Über diesen Chat', iconName: 'fa-comments' })
    if (color === '') expect(Object.values(COLORS)).toContain(row?.color)
    else expect(row?.color, which).toBe(COLORS[color])
  }
}

test('for every role, value of extranet and choice of contexts every colour is kept, and seen by the right people in the right chats', () => {
  for (const options of cases) expectKeptAndSeen(options)
})

test('before the installation is finished nobody sees any of it', () => {
  const portal = aPatientPortal()
  verdictOn(portal, VALID_ITEM)
  portal.portal.world.app.isInstalled = false
  expect(VIEWERS.flatMap(viewerId => portal.portal.sidebarItems(viewerId, 'chat10', 'en'))).toEqual([])
})
