import type { Frame, Page } from '@playwright/test'
import { build } from 'vite'
import { codeSample } from '../../src/settings/code/samples.ts'
import { bindParams, type WantedItem } from '../../src/settings/registration/sidebar-item.ts'
import { anItem, ITEM_IN_MOBILE, REFUSED_ITEM } from '../snippets/items.ts'
import { registered, wanted } from '../snippets/registering.ts'
import { expect, test, type World } from './support/test.ts'

// The code to take away, run as whoever took it would run it; the other languages are in tests/snippets.

/** What a bundler makes of the text and the unmodified SDK. */
async function bundle(code: string): Promise<string> {
  const entry = 'virtual:sample'
  const made = await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [{ name: 'sample', resolveId: id => (id === entry ? id : null), load: id => (id === entry ? code : null) }],
    build: { write: false, target: 'es2022', modulePreload: false, rollupOptions: { input: entry } },
  })
  const [output] = Array.isArray(made) ? made : [made]
  if (!output || !('output' in output)) throw new Error('The bundler watches instead of making a bundle.')
  return output.output[0].code
}

/** An empty page of the application, opened by a person in a portal where nothing is registered. */
async function openBarePage(world: World, page: Page, as: number): Promise<Frame> {
  await world.open({ scenario: 'not-installed', appUrl: `${world.sites.pages.url}bare.html`, as, raw: { placement: 'DEFAULT', options: {} } })
  const element = await page.waitForSelector('iframe[id^="appframe_"]')
  const frame = await element.contentFrame()
  if (!frame) throw new Error('The application\'s page was not opened.')
  await frame.getByText('A bare page').waitFor()
  return frame
}

interface Printed { said: string[], failed: string[] }

/** Runs the text and waits until it has said how it ended. */
async function runSample(world: World, page: Page, item: WantedItem, as = 1): Promise<Printed> {
  const printed: Printed = { said: [], failed: [] }
  page.on('console', message => void (message.type() === 'info' && printed.said.push(message.text())))
  page.on('pageerror', error => printed.failed.push(error.message))
  const frame = await openBarePage(world, page, as)
  await frame.addScriptTag({ type: 'module', content: await bundle(codeSample('js-sdk', item, '')) })
  await expect.poll(() => [...printed.said, ...printed.failed].length).toBeGreaterThan(0)
  return printed
}

test('the text for the SDK registers the item with every title as it is', async ({ world, page }) => {
  const { said } = await runSample(world, page, anItem())
  expect(said).toEqual(['Registered'])
  expect(registered(world.sites.portal)).toEqual(wanted(anItem()))
})

test('with the tick the text for the SDK registers the item in the mobile app too', async ({ world, page }) => {
  const { said } = await runSample(world, page, ITEM_IN_MOBILE)
  expect(said).toEqual(['Registered'])
  expect(registered(world.sites.portal)).toEqual(wanted(ITEM_IN_MOBILE))
})

test('with the SDK a refusal of the messenger inside a success is an error with its code', async ({ world, page }) => {
  world.expectedErrors.push('Not registered in IM_SIDEBAR:')
  const { said, failed } = await runSample(world, page, REFUSED_ITEM)
  expect(said).toEqual([])
  expect(failed).toEqual([expect.stringContaining('"error":"INVALID_ERROR_COLOR"')])
  expect(registered(world.sites.portal)).toEqual([])
})

test('with the SDK an employee is refused with an error', async ({ world, page }) => {
  world.expectedErrors.push('Access denied')
  const { said, failed } = await runSample(world, page, anItem(), 5)
  expect(said).toEqual([])
  expect(failed).toEqual([expect.stringContaining('Access denied')])
})

test('no title leaves the script element of a page that holds the text for BX24.js', async ({ page }) => {
  const standIn = 'window.BX24 = { init: ready => ready(), callMethod: (method, params) => { window.called = { method, params } } }'
  await page.setContent(`<!doctype html><meta charset="utf-8"><script>${standIn}</script><script>${codeSample('bx24-js', anItem(), '')}</script>`)
  expect(await page.evaluate(() => Reflect.get(window, 'called') as unknown)).toEqual({ method: 'placement.bind', params: bindParams(anItem()) })
  await expect(page.locator('body')).toHaveText('')
})
