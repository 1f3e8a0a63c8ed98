import { begin, doorsFrame, openDoors, through } from './support/doors-page.ts'
import { openPanel } from './support/open-panel.ts'
import { expect, test, type World } from './support/test.ts'

// The app's own doors in src/bitrix24, with the real SDK and the simulated portal: the message input and the frame itself.

const GET = 'im:getImTextareaContent'
const SET = 'im:setImTextareaContent'

const commands = (world: World): string[] => world.log('command').map(({ command }) => command)

function silence(world: World, target: string): void {
  world.sites.portal.portal().addFault({ side: 'command', target, fault: { kind: 'silence' }, times: null })
}

test('the message input, the interface and the height, answered, spoilt and in silence', async ({ world, page }) => {
  const frame = await openDoors(world, page)
  await test.step('the message input is read, added to and replaced', async () => {
    const input = page.getByRole('textbox', { name: 'Message' })
    await input.fill('Hello')
    expect(await through(frame, portal => portal.readTextarea())).toEqual({ value: 'Hello' })
    expect(await through(frame, portal => portal.writeTextarea('there', { mode: 'insert', withNewLine: true }))).toEqual({ value: undefined })
    await expect(input).toHaveValue('Hello\nthere')
    await through(frame, portal => portal.writeTextarea('[b]New[/b]: "x"', { mode: 'replace' }))
    await expect(input).toHaveValue('[b]New[/b]: "x"')
    expect(await through(frame, portal => portal.readTextarea())).toEqual({ value: '[b]New[/b]: "x"' })
  })
  await test.step('an answer that is half a JSON text is a bad answer', async () => {
    world.sites.portal.portal().addFault({ side: 'command', target: GET, fault: { kind: 'broken-json' }, times: 1 })
    expect(await through(frame, portal => portal.readTextarea())).toMatchObject({ kind: 'bad-answer' })
    world.sites.portal.portal().addFault({ side: 'command', target: GET, fault: { kind: 'empty' }, times: 1 })
    expect(await through(frame, portal => portal.readTextarea())).toMatchObject({ kind: 'bad-answer' })
  })
  await test.step('the sidebar adds no command and no event, and binds none', async () => {
    expect(await through(frame, portal => portal.getInterface())).toEqual({ value: { commands: [], events: [] } })
    expect(await through(frame, portal => portal.onEvent('onAnything', () => undefined))).toEqual({ value: false })
    expect(commands(world)).not.toContain('placementBindEvent')
  })
  await test.step('a message input that nobody answers for is a timeout, in reading and in writing', async () => {
    for (const target of [GET, SET]) silence(world, target)
    expect(await through(frame, portal => portal.readTextarea())).toMatchObject({ kind: 'timeout', method: GET })
    expect(await through(frame, portal => portal.writeTextarea('x', { mode: 'insert' }))).toMatchObject({ kind: 'timeout', method: SET })
  })
  await test.step('an interface that nobody names is a timeout', async () => {
    silence(world, 'getInterface')
    expect(await through(frame, portal => portal.getInterface())).toMatchObject({ kind: 'timeout', method: 'getInterface' })
    expect(await through(frame, portal => portal.onEvent('onAnything', () => undefined))).toMatchObject({ kind: 'timeout' })
  })
  await test.step('the frame becomes as high as its content, also when that shrinks', async () => {
    const box = page.locator('.container', { has: page.locator('iframe[id^="appframe_"]') })
    for (const height of [1_200, 300]) {
      await frame.evaluate((pixels) => {
        document.body.style.cssText = `display: flow-root; margin: 0; height: ${pixels}px`
      }, height)
      await through(frame, portal => portal.fitHeight())
      await expect.poll(async () => (await box.boundingBox())?.height).toBe(height)
    }
    expect((await box.boundingBox())?.width).toBe(320)
  })
  await test.step('a height that is not answered harms nobody', async () => {
    world.sites.portal.portal().clearLog() // the height was asked for before
    silence(world, 'resizeWindow')
    expect(await through(frame, portal => portal.fitHeight())).toEqual({ value: undefined })
    await expect.poll(() => commands(world)).toContain('resizeWindow')
  })
})

test('the message input is that of the chat that is open now, also for a slider that another chat opened', async ({ world, page }) => {
  const frame = await openDoors(world, page, { chat: 'chat1489' })
  await begin(frame, 'slider', portal => portal.openApplication({ parameters: {}, title: 'Search' }))
  const slider = await doorsFrame(world, page, 1)
  await page.evaluate(() => (window as unknown as { simulatedPortal: { openChat(id: string): Promise<void> } }).simulatedPortal.openChat('chat3000'))
  await through(slider, portal => portal.writeTextarea('for whom?', { mode: 'replace' }))
  await expect(page.locator('main', { has: page.getByRole('heading', { name: 'All hands Europe', includeHidden: true }) }).locator('textarea')).toHaveValue('for whom?')
})

test('a messenger that refuses says why', async ({ world, page }) => {
  world.prepare({ appUrl: `${world.sites.sdkPages}doors.html` })
  await page.goto(`${world.sites.portal.url}/online/?view=app`)
  const frame = await doorsFrame(world, page, 0)
  const refused = { kind: 'unknown', description: 'Failed to determine the current dialog' }
  expect(await through(frame, portal => portal.readTextarea())).toMatchObject({ ...refused, method: GET })
  expect(await through(frame, portal => portal.writeTextarea('x', { mode: 'replace' }))).toMatchObject({ ...refused, method: SET })
})

test('the heading is set on the app\'s own page, and not asked for in the sidebar', async ({ world, page }) => {
  const sidebar = await openDoors(world, page)
  await through(sidebar, portal => portal.setTitle('Renamed'))
  await through(sidebar, portal => portal.getInterface())
  expect(world.log('dropped')).toEqual([])
  await page.getByRole('navigation', { name: 'Portal' }).getByRole('button', { name: 'Applications' }).click()
  const own = await doorsFrame(world, page, 1)
  await through(own, portal => portal.setTitle('Renamed'))
  await expect(page.getByRole('heading', { name: 'Renamed' })).toBeVisible()
})

test('a heading that is not answered harms nobody', async ({ world, page }) => {
  world.prepare({ appUrl: `${world.sites.sdkPages}doors.html` })
  await page.goto(`${world.sites.portal.url}/online/?view=app`)
  const frame = await doorsFrame(world, page, 0)
  silence(world, 'setTitle')
  expect(await through(frame, portal => portal.setTitle('Renamed'))).toEqual({ value: undefined })
  await expect.poll(() => commands(world)).toContain('setTitle')
})

test('in a slider, where the portal refuses it, no height is asked for', async ({ world, page }) => {
  const frame = await openDoors(world, page)
  await begin(frame, 'slider', portal => portal.openApplication({ parameters: {}, title: 'Search' }))
  const slider = await doorsFrame(world, page, 1)
  await through(slider, portal => portal.fitHeight())
  await through(slider, portal => portal.getInterface())
  expect(world.log('dropped')).toEqual([])
})

test('doors whose file cannot be loaded say that the app is offline', async ({ world, page }) => {
  const frame = await openDoors(world, page)
  await page.route('**/*.js', route => route.abort())
  expect(await through(frame, portal => portal.readTextarea())).toMatchObject({ name: 'PortalError', kind: 'offline' })
  expect(await through(frame, portal => portal.fitHeight())).toEqual({ value: undefined })
})

test('a frame without a height of its own follows its content, up to a bound in which a long list still draws few rows', async ({ world, page }) => {
  await world.open({ scenario: 'big-group', panel: false })
  await page.addStyleTag({ content: '.panel .container { height: 150px }' })
  await page.getByRole('region', { name: 'Applications' }).getByRole('button').first().click()
  const box = page.locator('.container', { has: page.locator('iframe[id^="appframe_"]') })
  await expect.poll(async () => (await box.boundingBox())?.height).toBe(640)
  await openPanel(world.app, 'People')
  await expect(world.app.getByText('3,000 people', { exact: true })).toBeVisible()
  expect((await box.boundingBox())?.height).toBe(640)
  expect(await world.app.getByRole('listitem').count()).toBeLessThan(100)
  await world.app.getByRole('searchbox', { name: 'Find by name' }).fill('nobody is called this')
  await expect.poll(async () => (await box.boundingBox())?.height).toBeLessThan(500)
})

test('a frame that fills the panel is left as the portal made it', async ({ world }) => {
  await world.open({ scenario: 'small-group' })
  await openPanel(world.app, 'People')
  await expect(world.app.getByRole('listitem').first()).toBeVisible()
  expect(commands(world)).not.toContain('resizeWindow')
})
