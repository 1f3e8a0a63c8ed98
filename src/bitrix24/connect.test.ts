/** What comes after the guard needs a real portal and is tested in a browser. */
import { afterEach, expect, test } from 'vitest'
import { connect } from './connect.ts'

const ownName = window.name
afterEach(() => void (window.name = ownName))

/** This window as a frame of `parent`: only what the guard reads is answered differently. */
function framed(name: string, parentOrigin: string): Window {
  const answers = new Map<PropertyKey, unknown>([
    ['name', name], ['parent', {}], ['location', { origin: 'https://app.example', ancestorOrigins: [parentOrigin] }], ['document', { referrer: '' }],
  ])
  return new Proxy(window, { get: (target, key) => answers.get(key) ?? Reflect.get(target, key) })
}

test('a plain tab is outside a portal, whatever its name says', async () => {
  window.name = 'demo.bitrix24.com|1|9c33468728e1d2c8'
  await expect(connect({ portalOrigins: [] })).rejects.toMatchObject({ kind: 'outside-portal' })
})

test('a frame without a portal\'s name is outside a portal', async () => {
  await expect(connect({ window: framed('', 'https://demo.bitrix24.com'), portalOrigins: [] })).rejects.toMatchObject({ kind: 'outside-portal' })
})

test('a frame of a foreign page is refused and the page is named', async () => {
  const page = framed('evil.example|1|9c33468728e1d2c8', 'https://evil.example')
  await expect(connect({ window: page, portalOrigins: ['https://portal.example'] })).rejects.toMatchObject({ kind: 'wrong-host', description: 'https://evil.example' })
})

test('a foreign page that borrows a portal\'s name is refused', async () => {
  const page = framed('demo.bitrix24.com|1|9c33468728e1d2c8', 'https://evil.example')
  await expect(connect({ window: page, portalOrigins: [] })).rejects.toMatchObject({ kind: 'wrong-host' })
})
