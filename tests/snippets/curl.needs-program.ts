import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { codeSample } from '../../src/settings/code/samples.ts'
import type { WantedItem } from '../../src/settings/registration/sidebar-item.ts'
import type { PortalServer } from '../portal/server/portal-server.ts'
import { anItem, ITEM_IN_MOBILE, manyTitles, REFUSED_ITEM } from './items.ts'
import { keepMobileOnly, registered, run, startPortal, tokenOf, wanted, type Run } from './registering.ts'

let server: PortalServer

beforeEach(async () => {
  server = await startPortal()
})
afterEach(() => server.close())

function runSample(item: WantedItem, token = tokenOf(server)): Promise<Run> {
  return run('sh', ['-c', codeSample('curl', item, server.url)], { BITRIX24_ACCESS_TOKEN: token })
}

test('the text for cURL registers the item with every title as it is', async () => {
  const { status, output } = await runSample(anItem())
  expect(registered(server)).toEqual(wanted(anItem()))
  expect(output).toContain('"result":true')
  expect(status).toBe(0)
})

test('with the tick the item goes into the mobile app too, and a refusal there makes it fail', async () => {
  expect(await runSample(ITEM_IN_MOBILE)).toMatchObject({ status: 0 })
  expect(registered(server)).toEqual(wanted(ITEM_IN_MOBILE))
  keepMobileOnly(server)
  const { status, output } = await runSample(ITEM_IN_MOBILE)
  expect(output).toContain('Handler already binded')
  expect(status).not.toBe(0)
})

test('a refusal in the sidebar leaves the mobile app alone', async () => {
  const { status } = await runSample({ ...REFUSED_ITEM, isInMobile: true })
  expect(status).not.toBe(0)
  expect(registered(server)).toEqual([])
})

test('a refusal of the messenger inside a success makes it fail, with the code', async () => {
  const { status, output } = await runSample(REFUSED_ITEM)
  expect(output).toContain('INVALID_ERROR_COLOR')
  expect(status).not.toBe(0)
  expect(registered(server)).toEqual([])
})

test('an error makes it fail, with the portal\'s explanation', async () => {
  await runSample(anItem())
  const { status, output } = await runSample(anItem())
  expect(output).toContain('Handler already binded')
  expect(status).not.toBe(0)
})

test('an employee is refused', async () => {
  const { status, output } = await runSample(anItem(), tokenOf(server, 5))
  expect(output).toContain('ACCESS_DENIED')
  expect(status).not.toBe(0)
})

test('without a token in its variable nothing is sent', async () => {
  const { status, output } = await run('sh', ['-c', codeSample('curl', anItem(), server.url)], {})
  expect(output).toContain('BITRIX24_ACCESS_TOKEN')
  expect(status).not.toBe(0)
  expect(server.portal().log).toEqual([])
})

test('any titles reach the portal through the shell', async () => {
  await fc.assert(fc.asyncProperty(manyTitles, async (titles) => {
    server.portal().world.app.bindings = []
    const item = anItem({ titles })
    await runSample(item)
    expect(registered(server)).toEqual(wanted(item))
  }), { numRuns: 10 })
})
