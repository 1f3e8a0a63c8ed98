import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { codeSample } from '../../src/settings/code/samples.ts'
import type { WantedItem } from '../../src/settings/registration/sidebar-item.ts'
import type { PortalServer } from '../portal/server/portal-server.ts'
import { isPhp, NO_PHP } from './find-php.ts'
import { anItem, ITEM_IN_MOBILE, manyTitles, REFUSED_ITEM } from './items.ts'
import { keepMobileOnly, registered, run, startPortal, tokenOf, wanted, type Run } from './registering.ts'

type Sample = (item: WantedItem) => string

const STAND_INS = fileURLToPath(new URL('stand-ins', import.meta.url))
const PROFILE = { BITRIX24_PHP_SDK_APPLICATION_CLIENT_ID: 'local.1', BITRIX24_PHP_SDK_APPLICATION_CLIENT_SECRET: 'secret' }
/** The text for PHP names no portal: what is called does. */
const phpSdkSample: Sample = item => codeSample('php-sdk', item, '')
const SAMPLES: [string, Sample][] = [['the PHP SDK', phpSdkSample], ['CRest', item => codeSample('php-crest', item, '')]]

const folder = mkdtempSync(join(tmpdir(), 'chatside-php-'))
const php = process.env['CHATSIDE_PHP'] ?? 'php'
let server: PortalServer

beforeAll(() => {
  if (!isPhp(php)) throw new Error(NO_PHP)
  mkdirSync(join(folder, 'vendor'))
  cpSync(join(STAND_INS, 'autoload.php'), join(folder, 'vendor/autoload.php'))
  cpSync(join(STAND_INS, 'crest.php'), join(folder, 'crest.php'))
})
beforeEach(async () => {
  server = await startPortal()
})
afterEach(() => server.close())
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs the text as the file that somebody made of it, beside what it requires. */
function runSample(code: string, { viewerId = 1, profile = PROFILE }: { viewerId?: number, profile?: Record<string, string> } = {}): Promise<Run> {
  const file = join(folder, 'register.php')
  writeFileSync(file, code)
  const env = { PORTAL_URL: server.url, PORTAL_TOKEN: tokenOf(server, viewerId), ...profile }
  return run(php, ['-d', 'display_errors=stderr', '-d', 'error_reporting=-1', file], env)
}

test.each(SAMPLES)('the text for %s registers the item with every title as it is', async (_name, sample) => {
  expect(await runSample(sample(anItem()))).toEqual({ status: 0, output: 'Registered\n' })
  expect(registered(server)).toEqual(wanted(anItem()))
})

test.each(SAMPLES)('with the tick the text for %s registers the item in the mobile app too, and says when only that is refused', async (_name, sample) => {
  expect(await runSample(sample(ITEM_IN_MOBILE))).toEqual({ status: 0, output: 'Registered\n' })
  expect(registered(server)).toEqual(wanted(ITEM_IN_MOBILE))
  keepMobileOnly(server)
  const { status, output } = await runSample(sample(ITEM_IN_MOBILE))
  expect(output).toContain('Handler already binded')
  expect(status).not.toBe(0)
})

test.each(SAMPLES)('with %s a refusal of the messenger inside a success is an exception with its code', async (_name, sample) => {
  const { status, output } = await runSample(sample(REFUSED_ITEM))
  expect(output).toMatch(/Not registered in IM_SIDEBAR: .*"error":"INVALID_ERROR_COLOR"/)
  expect(status).not.toBe(0)
  expect(registered(server)).toEqual([])
})

test.each(SAMPLES)('with %s an error of the portal is an exception that says which', async (_name, sample) => {
  await runSample(sample(anItem()))
  const again = await runSample(sample(anItem()))
  expect(again.output).toContain('Handler already binded')
  const { status, output } = await runSample(sample(anItem()), { viewerId: 5 })
  expect(output).toContain('ACCESS_DENIED')
  expect([again.status, status]).not.toContain(0)
})

test.each(SAMPLES)('any titles reach the portal through %s', async (_name, sample) => {
  await fc.assert(fc.asyncProperty(manyTitles, async (titles) => {
    server.portal().world.app.bindings = []
    const item = anItem({ titles })
    await runSample(sample(item))
    expect(registered(server)).toEqual(wanted(item))
  }), { numRuns: 10 })
})

test('the PHP SDK takes the application\'s id and secret from the environment', async () => {
  const { status, output } = await runSample(phpSdkSample(anItem()), { profile: {} })
  expect(output).toContain('BITRIX24_PHP_SDK_APPLICATION_CLIENT_ID')
  expect(status).not.toBe(0)
})
