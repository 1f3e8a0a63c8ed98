import { expect, test } from 'vitest'
import { pageDirectives, type Audience } from '../../hosting/policy.ts'

/** What the policy lets sockets reach. */
const sockets = (audience: Audience): string[] => pageDirectives(audience).flatMap(([name, ...sources]) => name === 'connect-src' ? sources.filter(source => source.startsWith('ws')) : [])

const SHARED = ['wss://*.bitrix.info', 'wss://*.bitrix24.tech']

test.each<[string, Audience, string[]]>([
  ['any cloud portal', { portals: [], isAnyCloud: true }, ['wss://*.bitrix24.com']],
  ['a cloud portal of another zone', { portals: ['https://yours.bitrix24.de'] }, ['wss://*.bitrix24.com']],
  ['a self-hosted portal', { portals: ['https://portal.example:8443'] }, ['wss://portal.example:8443', ...SHARED]],
  ['a portal without encryption', { portals: ['http://intranet.local'] }, ['ws://intranet.local', ...SHARED]],
  ['both', { portals: ['https://yours.bitrix24.com', 'https://portal.example'] }, ['wss://*.bitrix24.com', 'wss://portal.example', ...SHARED]],
  ['a push server of its own', { portals: ['https://portal.example'], push: ['https://rt.example'] }, ['wss://portal.example', ...SHARED, 'wss://rt.example']],
  ['nobody', { portals: [] }, []],
])('%s is heard where its push server may be, and nowhere else', (_who, audience, expected) => {
  expect(sockets(audience)).toEqual(expected)
})
