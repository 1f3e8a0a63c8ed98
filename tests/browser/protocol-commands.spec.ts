import type { Person } from '../portal/core/world/model.ts'
import { answerOf, beginInSdk, inSdk, openSdkPage, startSdk } from './support/sdk-page.ts'
import { expect, test, type World } from './support/test.ts'

// The SDK's own frame class against the simulated portal: every command of the protocol once. Where the portal never
// answers, the SDK resolves `{ isSafely: true }` after 900 ms; that silence is then what the test asserts.

const SILENCE = { isSafely: true }

test('getInitData says where the app was opened, for whom, and in which language (v6)', async ({ world, page }) => {
  const frame = await openSdkPage(world, page, { chat: 'chat1489', lang: 'de' })
  expect(await inSdk(frame, b24 => ({
    placement: b24.placement.title, options: b24.placement.options as unknown, language: b24.getLang(), isAdmin: b24.auth.isAdmin,
    isInstallMode: b24.isInstallMode, origin: b24.getTargetOrigin(),
  }))).toEqual({
    placement: 'IM_SIDEBAR', options: { dialogId: 'chat1489' }, language: 'de', isAdmin: true, isInstallMode: false, origin: 'https://demo.bitrix24.com',
  })
})

test('setInstall is answered at the first run and not sent again at the second', async ({ world, page }) => {
  await openSdkPage(world, page)
  const count = (): number => world.log('command').filter(({ command }) => command === 'setInstall').length
  expect(count()).toBe(1)
  await world.visit()
  await startSdk(world, page, 1)
  expect(count()).toBe(1)
})

test('what the sidebar answers, and what it meets with silence or with a dialog of its own', async ({ world, page }) => {
  const frame = await openSdkPage(world, page)
  await test.step('refreshAuth hands out another token', async () => {
    const [before, after] = await inSdk(frame, async (b24) => {
      const first = b24.auth.getAuthData()
      const second = await b24.auth.refreshAuth()
      return [first && first.access_token, second.access_token]
    })
    expect(after).toMatch(/^[\da-f]{30,}$/)
    expect(after).not.toBe(before)
  })
  await test.step('getInterface lists nothing that the sidebar adds', async () => {
    expect(await inSdk(frame, b24 => b24.placement.getInterface() as Promise<unknown>)).toEqual({ command: [], event: [] })
  })
  await test.step('placementBindEvent of an event the sidebar does not have is never answered', async () => {
    expect(await inSdk(frame, b24 => b24.placement.bindEvent('onSomething', () => undefined) as Promise<unknown>)).toEqual(SILENCE)
  })
  await test.step('resizeWindow sets the container and answers with what was measured', async () => {
    expect(await inSdk(frame, b24 => b24.parent.resizeWindow(300, 480) as Promise<unknown>)).toEqual({ width: 300, height: 480 })
  })
  await test.step('setScroll is answered with what was asked', async () => {
    expect(await inSdk(frame, b24 => b24.parent.scrollParentWindow(40) as Promise<unknown>)).toEqual({ scroll: 40 })
  })
  await test.step('an unknown command is met with silence', async () => {
    expect(await inSdk(frame, b24 => b24.parent.message.send('showEverything', { isSafely: true }) as Promise<unknown>)).toEqual(SILENCE)
    expect(world.log('dropped').map(({ why }) => why)).toEqual(['unknown-command'])
  })
  await test.step('imCallTo and imPhoneTo start a call and are never answered', async () => {
    expect(await inSdk(frame, b24 => b24.parent.imCallTo(17, false) as Promise<unknown>)).toEqual(SILENCE)
    expect(await inSdk(frame, b24 => b24.parent.imPhoneTo('+49 30 1234') as Promise<unknown>)).toEqual(SILENCE)
    await expect(page.getByText('Phone call to +49 30 1234')).toBeVisible()
  })
  await test.step('a selection that is cancelled is never answered', async () => {
    await beginInSdk(frame, 'user', b24 => b24.dialog.selectUser())
    await page.getByRole('dialog', { name: 'Select' }).getByRole('button', { name: 'Cancel' }).click()
    // a command sent afterwards is answered, the cancelled one is still open
    await inSdk(frame, b24 => b24.placement.getInterface() as Promise<unknown>)
    expect(await answerOf(frame, 'user')).toBeUndefined()
  })
  await test.step('selectUser, selectUsers, selectAccess and selectCRM answer with the selection', async () => {
    const dialog = page.getByRole('dialog', { name: 'Select' })
    const pick = async (): Promise<void> => {
      await dialog.locator('label').first().click()
      await dialog.getByRole('button', { name: 'Select' }).click()
    }
    await beginInSdk(frame, 'user', b24 => b24.dialog.selectUser())
    await pick()
    await expect.poll(() => answerOf(frame, 'user')).toMatchObject({ value: { id: 1 } })
    await beginInSdk(frame, 'users', b24 => b24.dialog.selectUsers())
    await pick()
    await expect.poll(() => answerOf(frame, 'users')).toMatchObject({ value: [{ id: 1 }] })
    await beginInSdk(frame, 'access', b24 => b24.dialog.selectAccess(['AU']))
    await pick()
    await expect.poll(() => answerOf(frame, 'access')).toMatchObject({ value: [{ id: 'U1' }] })
    await beginInSdk(frame, 'crm', b24 => b24.dialog.selectCRM({ entityType: ['deal'], multiple: false }))
    await pick()
    await expect.poll(() => answerOf(frame, 'crm')).toMatchObject({ value: { deal: [{ type: 'deal' }] } })
  })
  await test.step('imOpenHistory opens the history and is never answered', async () => {
    expect(await inSdk(frame, b24 => b24.parent.imOpenHistory('chat1489') as Promise<unknown>)).toEqual(SILENCE)
    await expect(page.getByRole('dialog', { name: 'History' })).toBeVisible()
  })
})

test('setTitle is refused in silence in the sidebar and obeyed on the app\'s own page', async ({ world, page }) => {
  const sidebar = await openSdkPage(world, page)
  expect(await inSdk(sidebar, b24 => b24.parent.setTitle('Renamed') as Promise<unknown>)).toEqual(SILENCE)
  await page.getByRole('navigation', { name: 'Portal' }).getByRole('button', { name: 'Applications' }).click()
  const own = await startSdk(world, page, 1)
  expect(await inSdk(own, b24 => b24.parent.setTitle('Renamed') as Promise<unknown>)).toEqual({ title: 'Renamed' })
  await expect(page.getByRole('heading', { name: 'Renamed' })).toBeVisible()
})

test('reloadWindow loads the portal\'s page again', async ({ world, page }) => {
  const frame = await openSdkPage(world, page)
  await Promise.all([page.waitForEvent('load'), beginInSdk(frame, 'reload', b24 => b24.parent.reloadWindow())])
  await startSdk(world, page, 1)
  expect(world.log('opened')).toHaveLength(2)
})

test('setUserOption keeps the value for this person, and the next opening brings it', async ({ world, page }) => {
  const frame = await openSdkPage(world, page)
  await inSdk(frame, b24 => b24.options.userSet('view', 'wide'))
  await world.visit()
  const again = await startSdk(world, page, 1)
  expect(await inSdk(again, b24 => b24.options.userGet('view') as unknown)).toBe('wide')
})

test('setAppOption is kept for everybody when an administrator sets it', async ({ world, page }) => {
  const frame = await openSdkPage(world, page, { scenario: 'small-group' })
  await inSdk(frame, b24 => b24.options.appSet('panel', 'on'))
  await world.visit({ as: 5 })
  const employee = await startSdk(world, page, 1)
  expect(await inSdk(employee, b24 => b24.options.appGet('panel') as unknown)).toBe('on')
})

test('setAppOption by an employee is refused in silence', async ({ world, page }) => {
  const frame = await openSdkPage(world, page, { scenario: 'employee' })
  await inSdk(frame, b24 => b24.options.appSet('panel', 'on'))
  expect(world.log('command').filter(({ command }) => command === 'setAppOption').map(({ isAnswered }) => isAnswered)).toEqual([false])
  expect(world.sites.portal.portal().world.app.options).toEqual({})
})

test('setInstallFinish installs the app, is never answered, and opens the page again', async ({ world, page }) => {
  await world.open({ scenario: 'not-installed', appUrl: `${world.sites.sdkPages}sdk.html`, panel: false })
  await page.getByRole('navigation', { name: 'Portal' }).getByRole('button', { name: 'Applications' }).click()
  const frame = await startSdk(world, page, 0)
  expect(await inSdk(frame, b24 => b24.isInstallMode)).toBe(true)
  await beginInSdk(frame, 'finish', b24 => b24.installFinish())
  await expect.poll(() => world.sites.portal.portal().world.app.isInstalled).toBe(true)
  const again = await startSdk(world, page, 1)
  expect(await inSdk(again, b24 => b24.isInstallMode)).toBe(false)
})

test('imOpenMessenger opens the chat and is never answered', async ({ world, page }) => {
  const frame = await openSdkPage(world, page)
  await beginInSdk(frame, 'open', b24 => b24.parent.imOpenMessenger('chat3000'))
  await expect(page.getByRole('navigation', { name: 'Chats' }).locator('[aria-current]')).toBeVisible()
  await expect.poll(() => new URL(page.url()).searchParams.get('chat')).toBe('chat3000')
})

/** Two colleagues of the first person who have no conversation with them. */
function strangers(world: World): Person[] {
  const { people, privateChats } = world.sites.portal.portal().world
  return [...people.values()].filter(({ id, isActive, isBot, isConnector, isExtranet }) =>
    id !== 1 && isActive && !isBot && !isConnector && !isExtranet && !privateChats.has(`1:${id}`)).slice(0, 2)
}

test('imOpenMessenger opens the conversation with a colleague nobody has written to yet, and it begins with the first message (v2)', async ({ world, page }) => {
  const frame = await openSdkPage(world, page)
  const [stranger] = strangers(world)
  if (!stranger) throw new Error('Everybody has been written to.')
  const before = world.sites.portal.portal().world.chats.size
  await frame.evaluate(id => window.parent.postMessage(`imOpenMessenger:{"dialogId":${id}}::${window.name.split('|')[2]}`, '*'), stranger.id)
  await expect(page.getByRole('heading', { name: `${stranger.firstName} ${stranger.lastName}`.trim() }).first()).toBeVisible()
  expect(world.sites.portal.portal().world.chats.size).toBe(before)
  await page.getByRole('textbox', { name: 'Message' }).fill('The first words')
  await page.getByRole('textbox', { name: 'Message' }).press('Enter')
  await expect(page.getByRole('log', { name: 'Messages' }).getByText('The first words')).toBeVisible()
  expect(world.sites.portal.portal().world.chats.size).toBe(before + 1)
})

test('imOpenMessenger comes over the application\'s own page, and destroys nothing of it (v2)', async ({ world, page }) => {
  world.prepare({ appUrl: `${world.sites.sdkPages}sdk.html` })
  await page.goto(`${world.sites.portal.url}/online/?view=app`)
  const frame = await startSdk(world, page, 0)
  const [stranger] = strangers(world)
  if (!stranger) throw new Error('Everybody has been written to.')
  await frame.evaluate(() => Object.assign(window, { isSame: true }))
  await frame.evaluate(id => window.parent.postMessage(`imOpenMessenger:{"dialogId":${id}}::${window.name.split('|')[2]}`, '*'), stranger.id)
  const messenger = page.getByRole('dialog', { name: 'Messenger' })
  await expect(messenger.getByRole('heading', { name: `${stranger.firstName} ${stranger.lastName}`.trim() }).first()).toBeVisible()
  await messenger.getByRole('button', { name: 'Close' }).click()
  await expect(messenger).toHaveCount(0)
  expect(await frame.evaluate(() => 'isSame' in window)).toBe(true)
  expect(await inSdk(frame, b24 => b24.placement.getInterface() as Promise<unknown>)).toEqual({ command: [], event: [] })
})

test('showAppForm opens the page of the application\'s settings and is never answered (v6)', async ({ world, page }) => {
  const frame = await openSdkPage(world, page)
  expect(await inSdk(frame, b24 => b24.parent.message.send('showAppForm', { isSafely: true }) as Promise<unknown>)).toEqual(SILENCE)
  await expect(page.getByRole('dialog', { name: 'Portal page' })).toBeVisible()
})
