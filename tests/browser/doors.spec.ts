import type { Page } from '@playwright/test'
import { begin, doorsFrame, openDoors, outcomeOf, through } from './support/doors-page.ts'
import { expect, test, type World } from './support/test.ts'

// The app's own doors in src/bitrix24, with the real SDK and the simulated portal: sliders, calls, heading, height.

const commands = (world: World): string[] => world.log('command').map(({ command }) => command)

function silence(world: World, target: string): void {
  world.sites.portal.portal().addFault({ side: 'command', target, fault: { kind: 'silence' }, times: null })
}

const closeByCross = (page: Page): Promise<void> => page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()

test('openPath settles when the slider was closed by its cross', async ({ world, page }) => {
  const frame = await openDoors(world, page)
  await begin(frame, 'path', portal => portal.openPath('/crm/deal/details/1663/'))
  await expect(page.getByRole('dialog')).toBeVisible()
  expect(await outcomeOf(frame, 'path')).toBeUndefined()
  await closeByCross(page)
  await expect.poll(() => outcomeOf(frame, 'path')).toEqual({ value: 'closed' })
})

test('openPath of something that is no path of the portal never reaches the portal', async ({ world, page }) => {
  const frame = await openDoors(world, page)
  expect(await through(frame, portal => portal.openPath('//evil.example/crm/deal/'))).toMatchObject({ name: 'PortalError', kind: 'not-found' })
  expect(commands(world)).not.toContain('openPath')
})

test('openPath of a path that the portal does not open is not found', async ({ world, page }) => {
  const frame = await openDoors(world, page)
  // a portal that sees through the SDK's detour over a path of its list
  await page.route('**/receive', route => route.continue({ postData: (route.request().postData() ?? '').replace('/crm/type/0/details/0/../../../../..', '') }))
  expect(await through(frame, portal => portal.openPath('/tasks/'))).toMatchObject({ name: 'PortalError', kind: 'not-found', method: 'openPath' })
  expect(world.log('command').at(-1)).toMatchObject({ command: 'openPath', isAnswered: true })
})

test('openPath in the mobile app opens a window and settles when that is closed', async ({ world, page, context }) => {
  world.prepare({ appUrl: `${world.sites.sdkPages}doors.html` })
  await page.goto(`${world.sites.portal.url}/online/?panel=1&mobile=1`)
  const frame = await doorsFrame(world, page, 0)
  const [opened] = await Promise.all([context.waitForEvent('page'), begin(frame, 'path', portal => portal.openPath('/crm/deal/details/1663/'))])
  await opened.waitForURL(url => url.pathname === '/crm/deal/details/1663/')
  expect(await outcomeOf(frame, 'path')).toBeUndefined()
  await opened.close()
  await expect.poll(() => outcomeOf(frame, 'path')).toEqual({ value: 'opened-in-new-window' })
})

test('openPath without an answer stays open and keeps no other door shut', async ({ world, page }) => {
  const frame = await openDoors(world, page)
  silence(world, 'openPath')
  await begin(frame, 'path', portal => portal.openPath('/crm/deal/details/1663/'))
  await closeByCross(page)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(await through(frame, portal => portal.getInterface())).toMatchObject({ value: {} })
  expect(await outcomeOf(frame, 'path')).toBeUndefined()
})

test('openApplication hands the chat and its parameters over, and settles when closeApplication closes the slider', async ({ world, page }) => {
  const frame = await openDoors(world, page)
  await begin(frame, 'slider', portal => portal.openApplication({
    chat: 'chat1489', parameters: { panel: 'people', find: 'Łódź & "x":%41' }, title: 'All people', width: 700, label: { text: 'Chat', color: 'green' },
  }))
  const slider = page.getByRole('dialog', { name: 'All people' })
  const inside = await doorsFrame(world, page, 1)
  expect((await slider.boundingBox())?.width).toBe(700)
  await expect(slider.getByText('Chat')).toBeVisible()
  expect(await through(inside, ({ opening }) => [opening.placement, opening.chat, opening.parameters])).toEqual({ value: ['DEFAULT', 'chat1489', { panel: 'people', find: 'Łódź & "x":%41' }] })
  expect(await outcomeOf(frame, 'slider')).toBeUndefined()

  await begin(inside, 'close', portal => portal.closeApplication())
  await expect(slider).toHaveCount(0)
  await expect.poll(() => outcomeOf(frame, 'slider')).toEqual({ value: undefined })
})

test('openApplication settles when its slider is closed by its cross', async ({ world, page }) => {
  const frame = await openDoors(world, page)
  await begin(frame, 'slider', portal => portal.openApplication({ parameters: {}, title: 'All people' }))
  await doorsFrame(world, page, 1)
  await closeByCross(page)
  await expect.poll(() => outcomeOf(frame, 'slider')).toEqual({ value: undefined })
})

test('of two sliders over each other each closes itself, and its own opener hears of it', async ({ world, page }) => {
  const frame = await openDoors(world, page)
  await begin(frame, 'slider', portal => portal.openApplication({ parameters: { panel: 'people' }, title: 'First' }))
  const first = await doorsFrame(world, page, 1)
  await begin(first, 'slider', portal => portal.openApplication({ parameters: { panel: 'search' }, title: 'Second' }))
  const second = await doorsFrame(world, page, 2)
  await begin(second, 'close', portal => portal.closeApplication())
  await expect.poll(() => outcomeOf(first, 'slider')).toEqual({ value: undefined })
  expect(await outcomeOf(frame, 'slider')).toBeUndefined()
  await begin(first, 'close', portal => portal.closeApplication())
  await expect.poll(() => outcomeOf(frame, 'slider')).toEqual({ value: undefined })
})

test('openApplication without an answer stays open and keeps no other door shut', async ({ world, page }) => {
  const frame = await openDoors(world, page)
  silence(world, 'openApplication')
  await begin(frame, 'slider', portal => portal.openApplication({ parameters: {}, title: 'All people' }))
  await doorsFrame(world, page, 1)
  await closeByCross(page)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(await through(frame, portal => portal.getInterface())).toMatchObject({ value: {} })
  expect(await outcomeOf(frame, 'slider')).toBeUndefined()
})

test('openApplication that the portal refuses opens nothing', async ({ world, page }) => {
  const frame = await openDoors(world, page, { scenario: 'employee' })
  world.sites.portal.portal().world.app.allowedPersonIds = []
  await begin(frame, 'slider', portal => portal.openApplication({ parameters: {}, title: 'All people' }))
  await expect.poll(() => world.log('command').filter(({ command }) => command === 'openApplication')).toMatchObject([{ isAnswered: false }])
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(await outcomeOf(frame, 'slider')).toBeUndefined()
})

test('a parameter that would not arrive is refused before anything opens', async ({ world, page }) => {
  const frame = await openDoors(world, page)
  expect(await through(frame, portal => portal.openApplication({ parameters: { params: 'x' }, title: 'All people' }))).toMatchObject({ name: 'TypeError' })
  expect(commands(world)).not.toContain('openApplication')
})

test('closeApplication in the sidebar is refused and leaves a slider of the app alone', async ({ world, page }) => {
  const frame = await openDoors(world, page)
  await begin(frame, 'slider', portal => portal.openApplication({ parameters: {}, title: 'All people' }))
  await doorsFrame(world, page, 1)
  expect(await through(frame, portal => portal.closeApplication())).toMatchObject({ kind: 'unknown', method: 'closeApplication' })
  await expect(page.getByRole('dialog', { name: 'All people' })).toBeVisible()
})

test('a link to the app\'s page that borrows the key of a slider closes nothing', async ({ world, page }) => {
  world.prepare({ appUrl: `${world.sites.sdkPages}doors.html` })
  await page.goto(`${world.sites.portal.url}/online/?view=app&chatside=Y&place=people`)
  const frame = await doorsFrame(world, page, 0)
  expect(await through(frame, ({ opening }) => opening.parameters)).toEqual({ value: { place: 'people' } })
  expect(await through(frame, portal => portal.closeApplication())).toEqual({ value: undefined })
  expect(await through(frame, ({ opening }) => opening.placement)).toEqual({ value: 'DEFAULT' })
})

test('callPerson calls by voice or video, and waits for nobody', async ({ world, page }) => {
  const frame = await openDoors(world, page)
  expect(await through(frame, portal => portal.callPerson(17, { isVideo: false }))).toEqual({ value: undefined })
  await expect(page.getByText(/^Call to /)).toBeVisible()
  await through(frame, portal => portal.callPerson(17, { isVideo: true }))
  await expect(page.getByText(/^Video call to /)).toBeVisible()
})

test('callPerson of nobody sends nothing', async ({ world, page }) => {
  const frame = await openDoors(world, page)
  await through(frame, portal => [0, -1, 1.5, Number.NaN].forEach(id => portal.callPerson(id, { isVideo: false })))
  await through(frame, portal => portal.getInterface())
  expect(commands(world)).not.toContain('imCallTo')
})

test('openMessenger opens a conversation', async ({ world, page }) => {
  const frame = await openDoors(world, page)
  await through(frame, portal => portal.openMessenger('chat3000'))
  await expect.poll(() => new URL(page.url()).searchParams.get('chat')).toBe('chat3000')
})
