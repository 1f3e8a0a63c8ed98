import type { Frame, Page } from '@playwright/test'
import { expect, test, type World } from './support/test.ts'

// A page written by hand, without the SDK, that says to the portal what no well-behaved app would say.

async function openBarePage(world: World, page: Page): Promise<Frame> {
  await world.open({ appUrl: `${world.sites.pages.url}bare.html` })
  await expect(world.app.getByText('A bare page')).toBeVisible()
  const frame = page.frames().find(candidate => candidate.url().includes('bare.html'))
  if (!frame) throw new Error('The bare page was not opened.')
  await frame.evaluate(() => {
    const received: unknown[] = []
    Object.assign(window, { received })
    window.addEventListener('message', event => received.push(event.data))
  })
  return frame
}

function received(frame: Frame): Promise<unknown[]> {
  return frame.evaluate(() => (window as unknown as { received: unknown[] }).received)
}

function send(frame: Frame, message: unknown): Promise<void> {
  return frame.evaluate((data) => { window.parent.postMessage(data, '*') }, message)
}

function sidOf(frame: Frame): Promise<string> {
  return frame.evaluate(() => window.name.split('|')[2] ?? '')
}

test('a well-formed message by hand is answered, so silence in the other tests means refusal', async ({ world, page }) => {
  const frame = await openBarePage(world, page)
  await send(frame, `getInterface::key1:${await sidOf(frame)}`)
  await expect.poll(() => received(frame)).toEqual(['key1:{"command":[],"event":[]}'])
})

test('malformed messages are dropped and never answered', async ({ world, page }) => {
  const frame = await openBarePage(world, page)
  const sid = await sidOf(frame)
  const malformed: unknown[] = [
    '', ':', ':::', sid, 'getInitData', 'getInitData:', null, 0, true, [], {}, { method: 'getInitData' }, { method: 7, params: '', callback: 'k', appSid: sid },
    '\u0000'.repeat(10), 'getInitData:'.repeat(20_000), { __proto__: null, appSid: sid },
  ]
  for (const message of malformed) await send(frame, message)
  await expect.poll(() => world.log('dropped').length).toBeGreaterThanOrEqual(malformed.length)
  await send(frame, `getInterface::last:${sid}`)
  await expect.poll(() => received(frame)).toEqual(['last:{"command":[],"event":[]}'])
})

test('a message with another frame\'s sid is dropped', async ({ world, page }) => {
  const frame = await openBarePage(world, page)
  await send(frame, 'getInitData::key:0123456789abcdef0123456789abcdef')
  await expect.poll(() => world.log('dropped').map(({ why }) => why)).toEqual(['sid'])
  expect(await received(frame)).toEqual([])
})

test('unknown commands are met with silence', async ({ world, page }) => {
  const frame = await openBarePage(world, page)
  const sid = await sidOf(frame)
  for (const command of ['deleteEverything', 'showAppform', '__proto__', 'constructor', 'toString']) await send(frame, `${command}:{}:key:${sid}`)
  await expect.poll(() => world.log('dropped').map(({ why }) => why)).toEqual(Array<string>(5).fill('unknown-command'))
  expect(await received(frame)).toEqual([])
})

test('a message with the right sid from a foreign origin is dropped', async ({ world, page }) => {
  const frame = await openBarePage(world, page)
  const sid = await sidOf(frame)
  const inner = `${new URL(world.sites.folder.url).origin}/some/folder/`
  await frame.evaluate((address) => {
    const nested = document.createElement('iframe')
    nested.src = address
    document.body.append(nested)
  }, inner)
  await expect.poll(() => page.frames().some(candidate => candidate.url() === inner)).toBe(true)
  const foreign = page.frames().find(candidate => candidate.url() === inner)
  if (!foreign) throw new Error('The foreign frame was not opened.')
  await foreign.evaluate((key) => { window.top?.postMessage(`getInitData::key:${key}`, '*') }, sid)
  await expect.poll(() => world.log('dropped').map(({ why }) => why)).toContain('origin')
  expect(world.log('command')).toEqual([])
  expect(await received(frame)).toEqual([])
})
