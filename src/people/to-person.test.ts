import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type MapContext, toPerson, toPresence } from './to-person.ts'

const NOW = new Date('2026-03-02T17:46:05+02:00')
const context: MapContext = { now: NOW, resolveUrl: address => new URL(address, 'https://demo.bitrix24.com').href }

function aUser(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: 1269, active: true, name: 'Alexander Smith', first_name: 'Alexander', last_name: 'Smith', work_position: 'Head of sales', color: '#58CC47',
    avatar: '/upload/a.png', extranet: false, network: false, bot: false, connector: false, status: 'online', idle: false,
    last_activity_date: '2026-03-02T17:45:59+02:00', mobile_last_date: false, desktop_last_date: false, absent: false, type: 'user', ...changes,
  }
}

test('a user becomes a person', () => {
  expect(toPerson(aUser(), context)).toEqual({
    id: 1269, name: 'Alexander Smith', position: 'Head of sales', avatar: 'https://demo.bitrix24.com/upload/a.png', color: '#58cc47',
    presence: { state: 'online' }, lastSeen: new Date('2026-03-02T17:45:59+02:00'), isExternal: false, isBot: false, isActive: true,
  })
})

test('ids may be text, and a user with nothing but an id is a person', () => {
  expect(toPerson({ id: '7' }, context)).toEqual({
    id: 7, name: '', position: '', avatar: null, color: null, presence: { state: 'unknown' }, lastSeen: null, isExternal: false, isBot: false, isActive: true,
  })
})

test.each([[null], [[]], [{}], ['5'], [{ id: 0 }], [{ id: -1 }], [{ id: 1.5 }], [{ id: '1e3' }], [false]])('%j is no person', (raw) => {
  expect(toPerson(raw, context)).toBeNull()
})

test('a name that looks like HTML stays the text it is', () => {
  expect(toPerson(aUser({ name: '<img src=x onerror=alert(1)> &amp; Co' }), context)?.name).toBe('<img src=x onerror=alert(1)> &amp; Co')
})

test('a missing name is put together from its parts', () => {
  expect(toPerson(aUser({ name: '' }), context)?.name).toBe('Alexander Smith')
})

test.each([[''], [false], [null], ['/bitrix/js/im/images/blank.gif'], ['https://demo.bitrix24.com/bitrix/js/im/images/blank.gif?1']])('the avatar %j is none', (avatar) => {
  expect(toPerson(aUser({ avatar }), context)?.avatar).toBeNull()
})

test.each([['red'], ['#fff'], ['#12345g'], ['url(x)'], [null], [0xffffff]])('the color %j is none', (color) => {
  expect(toPerson(aUser({ color }), context)?.color).toBeNull()
})

test.each([{ extranet: true }, { network: true }, { connector: true }, { extranet: 'Y' }, { type: 'extranet' }, { type: 'email' }, { type: 'collaber' }])(
  '%j is somebody from outside', (changes) => {
    expect(toPerson(aUser(changes), context)?.isExternal).toBe(true)
  })

test('bots and dismissed people are recognised', () => {
  expect(toPerson(aUser({ bot: true }), context)?.isBot).toBe(true)
  expect(toPerson(aUser({ type: 'bot' }), context)?.isBot).toBe(true)
  expect(toPerson(aUser({ active: false }), context)?.isActive).toBe(false)
})

test('last seen is the latest of the three dates, and 1970 is never', () => {
  expect(toPerson(aUser({ mobile_last_date: '2026-03-02T17:46:00+02:00' }), context)?.lastSeen).toEqual(new Date('2026-03-02T17:46:00+02:00'))
  expect(toPerson(aUser({ last_activity_date: '1970-01-01T03:00:00+03:00' }), context)).toMatchObject({ lastSeen: null, presence: { state: 'unknown' } })
})

const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000)
const signs = { status: 'online', idleSince: null, lastSeen: minutesAgo(1), absentUntil: null }

test.each([
  ['just seen', {}, { state: 'online' }],
  ['seen 24 minutes ago', { lastSeen: minutesAgo(24) }, { state: 'online' }],
  ['seen 25 minutes ago', { lastSeen: minutesAgo(25) }, { state: 'offline' }],
  ['never seen', { lastSeen: null }, { state: 'unknown' }],
  ['asking not to be disturbed', { status: 'dnd' }, { state: 'dnd' }],
  ['asking not to be disturbed, and idle', { status: 'dnd', idleSince: minutesAgo(5) }, { state: 'dnd' }],
  ['asking not to be disturbed, and gone', { status: 'dnd', lastSeen: minutesAgo(60) }, { state: 'offline' }],
  ['away', { status: 'away' }, { state: 'away' }],
  ['on a break', { status: 'break' }, { state: 'away' }],
  ['idle', { idleSince: minutesAgo(5) }, { state: 'idle' }],
  ['of a status nobody documented', { status: 'dancing' }, { state: 'online' }],
  ['offline by status', { status: 'offline' }, { state: 'offline' }],
  ['on leave', { absentUntil: new Date('2026-03-09T00:00:00Z') }, { state: 'absent', until: new Date('2026-03-09T00:00:00Z') }],
  ['on leave without end', { absentUntil: true as const }, { state: 'absent', until: null }],
  ['back from leave', { absentUntil: minutesAgo(60) }, { state: 'online' }],
])('somebody %s', (_who, changes, expected) => {
  expect(toPresence({ ...signs, ...changes }, NOW)).toEqual(expected)
})

test('without the portal\'s clock nobody is said to be online', () => {
  expect(toPresence(signs, null)).toEqual({ state: 'unknown' })
})

// a name of a million characters in a row of a list stopped the page for minutes
test('names and positions are cut where no portal keeps as much', () => {
  const long = 'x'.repeat(1_000_000)
  const person = toPerson(aUser({ name: long, work_position: long }), { ...context, resolveUrl: () => null })
  expect(person).toMatchObject({ name: `${'x'.repeat(300)}…`, position: `${'x'.repeat(300)}…` })
})

test('no answer throws, and every person has an id', () => {
  const field = fc.constantFrom(...Object.keys(aUser()))
  fc.assert(fc.property(fc.oneof(fc.jsonValue(), fc.dictionary(field, fc.jsonValue()).map(changes => aUser(changes))), (raw) => {
    const person = toPerson(raw, { ...context, resolveUrl: () => null })
    if (person) expect(person.id).toBeGreaterThan(0)
  }))
})
