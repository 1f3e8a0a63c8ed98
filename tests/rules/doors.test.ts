import { readdirSync, readFileSync } from 'node:fs'
import type { B24Frame } from '@bitrix24/b24jssdk'
import { expect, test } from 'vitest'
import { createPortal } from '../../src/bitrix24/portal-now.ts'

const browserTests = new URL('../browser/', import.meta.url)

/** As much of a frame as making a portal over it takes. */
const frame = {
  placement: { title: '', options: {} }, auth: { isAdmin: false, getUniq: () => '_' }, isInstallMode: false, getLang: () => 'en',
} as unknown as B24Frame

test('every method of the portal is called with the real SDK in a browser test', () => {
  const methods = Object.entries(createPortal(frame, 'https://demo.bitrix24.com', () => undefined)).flatMap(([name, member]) => typeof member === 'function' ? [name] : [])
  expect(methods.length).toBeGreaterThan(10)
  const specs = readdirSync(browserTests).filter(name => /^doors.*\.spec\.ts$/.test(name)).map(name => readFileSync(new URL(name, browserTests), 'utf8')).join('\n')
  expect(methods.filter(name => !specs.includes(`portal.${name}(`))).toEqual([])
})
