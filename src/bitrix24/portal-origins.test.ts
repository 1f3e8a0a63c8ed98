import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CLOUD_ZONES, isPortalOrigin, parsePortalOrigins } from './portal-origins.ts'

test('a portal in every zone of the cloud is accepted', () => {
  const origins = CLOUD_ZONES.flatMap(zone => [`https://demo.bitrix24.${zone}`, `https://b24-aokwy2.bitrix24.${zone}`])
  expect(origins.filter(origin => !isPortalOrigin(origin, []))).toEqual([])
  expect(CLOUD_ZONES.length).toBeGreaterThan(20)
})

test.each([
  'http://demo.bitrix24.com',
  'https://demo.bitrix24.com:8443',
  'https://demo.bitrix24.com:443',
  'https://bitrix24.com',
  'https://a.b.bitrix24.com',
  'https://evil-bitrix24.com',
  'https://demo.evil-bitrix24.com',
  'https://demo.bitrix24.com.evil.example',
  'https://bitrix24.com.evil.example',
  'https://demo.bitrix24.evil',
  'https://demo.bitrix24xcom',
  'https://demo.bitrix24.comxbr',
  'https://demo.bitrix24.site',
  'https://demo.bitrix24.shop',
  'https://user@demo.bitrix24.com',
  'https://demo.bitrix24.com@evil.example',
  'https://demo.bitrix24.com.',
  'https://demo.bitrix24.com/',
  'https://DEMO.bitrix24.com',
  'https://demo.BITRIX24.com',
  'https://dеmo.bitrix24.com', // the second letter is Cyrillic
  'https://demo.bitriх24.com', // the x is Cyrillic
  'https://-demo.bitrix24.com',
  'https://demo-.bitrix24.com',
  `https://${'a'.repeat(64)}.bitrix24.com`,
  'https://demo.bitrix24.com\n',
  'https://demo.bitrix24.com\u0000.evil.example',
  'https://.bitrix24.com',
  '', 'null', 'demo.bitrix24.com', 'javascript://demo.bitrix24.com',
])('%j is no portal', (origin) => {
  expect(isPortalOrigin(origin, [])).toBe(false)
})

test('named origins are accepted exactly as they are', () => {
  const { origins } = parsePortalOrigins('https://portal.example, http://localhost:4010')
  expect(isPortalOrigin('https://portal.example', origins)).toBe(true)
  expect(isPortalOrigin('http://localhost:4010', origins)).toBe(true)
  expect(isPortalOrigin('http://portal.example', origins)).toBe(false)
  expect(isPortalOrigin('https://portal.example:8443', origins)).toBe(false)
  expect(isPortalOrigin('http://localhost:4011', origins)).toBe(false)
  expect(isPortalOrigin('https://sub.portal.example', origins)).toBe(false)
})

test('a list of origins is read with spaces, repeats, default ports and a closing slash', () => {
  expect(parsePortalOrigins(' https://a.example/ ,,https://A.example, https://a.example:443,http://10.0.0.5:8080 '))
    .toEqual({ origins: ['https://a.example', 'http://10.0.0.5:8080'], ignored: [] })
  expect(parsePortalOrigins('')).toEqual({ origins: [], ignored: [] })
})

test.each([
  'portal.example', 'https://', 'https://portal.example/path', 'https://portal.example?x', 'https://portal.example/#x', 'https://*.example',
  'https://user:secret@portal.example', 'ftp://portal.example', 'javascript:alert(1)', 'file:///etc', '*', 'null', 'https:\\\\portal.example',
  'https://a;sandbox.example', 'https://$host.example', 'https://a"b.example', 'https://a\'b.example', 'https://{x}.example',
])('the malformed entry %j is ignored and named', (entry) => {
  expect(parsePortalOrigins(`https://good.example,${entry}`)).toEqual({ origins: ['https://good.example'], ignored: [entry] })
})

test('whatever a list holds, only http(s) origins come out of it', () => {
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.webUrl()).map(urls => urls.join(','))), (list) => {
    for (const origin of parsePortalOrigins(list).origins) {
      expect(new URL(origin).origin).toBe(origin)
      expect(origin).toMatch(/^https?:\/\/[\w.:[\]-]+$/)
    }
  }))
})
