import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const browserTests = new URL('../browser/', import.meta.url)

test('every door of the portal is gone through with the real SDK in a browser test', () => {
  const [, members = ''] = /export interface Portal \{([\s\S]*?)\n\}/.exec(readFileSync(new URL('../../src/bitrix24/portal.ts', import.meta.url), 'utf8')) ?? []
  const doors = [...members.matchAll(/^ {2}(\w+)[<(]/gm)].map(([, name]) => name ?? '')
  expect(doors.length).toBeGreaterThan(10)
  const specs = readdirSync(browserTests).filter(name => /^doors.*\.spec\.ts$/.test(name)).map(name => readFileSync(new URL(name, browserTests), 'utf8')).join('\n')
  expect(doors.filter(name => !specs.includes(`portal.${name}(`))).toEqual([])
})
