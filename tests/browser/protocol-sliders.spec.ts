import { answerOf, beginInSdk, inSdk, openSdkPage, startSdk } from './support/sdk-page.ts'
import { expect, test } from './support/test.ts'

// Sliders, the message input and REST, with the SDK's own classes.

test('openPath opens a page of the portal and is answered when it closes', async ({ world, page }) => {
  const frame = await openSdkPage(world, page)
  await beginInSdk(frame, 'path', b24 => b24.slider.openPath(b24.slider.getUrl('/crm/deal/details/1663/'), 950))
  const slider = page.getByRole('dialog')
  await expect(slider).toBeVisible()
  expect(await answerOf(frame, 'path')).toBeUndefined()
  await slider.getByRole('button', { name: 'Close' }).click()
  await expect.poll(() => answerOf(frame, 'path')).toEqual({ value: { isOpenAtNewWindow: false, isClose: true } })
})

test('openPath with a path outside the portal\'s list is refused', async ({ world, page }) => {
  const frame = await openSdkPage(world, page)
  const send = (path: string): Promise<unknown> => frame.evaluate(
    target => (window as unknown as { b24: { parent: { message: { send(command: string, params: unknown): Promise<unknown> } } } }).b24.parent.message.send('openPath', { path: target }), path,
  )
  for (const path of ['/online/', '/tasks/', '/disk/', 'https://evil.example/crm/deal/', '', '/crm/dealer/']) {
    expect(await send(path), path).toEqual({ result: 'error', errorCode: 'PATH_NOT_AVAILABLE' })
  }
})

test('openPath in the mobile app is refused with its own code', async ({ world, page }) => {
  world.prepare({ appUrl: `${world.sites.sdkPages}sdk.html` })
  await page.goto(`${world.sites.portal.url}/online/?panel=1&mobile=1`)
  const frame = await startSdk(world, page, 0)
  expect(await inSdk(frame, b24 => b24.parent.message.send('openPath', { path: '/crm/deal/details/1/' }) as Promise<unknown>))
    .toEqual({ result: 'error', errorCode: 'METHOD_NOT_SUPPORTED_ON_DEVICE' })
})

test('openApplication opens the app\'s own page with its options, and is answered when it closes', async ({ world, page }) => {
  const frame = await openSdkPage(world, page)
  await beginInSdk(frame, 'slider', b24 => b24.slider.openSliderAppPage({
    place: 'members', bx24_title: 'All people', bx24_width: 600, bx24_label: { text: 'People', color: '#ffffff', bgColor: 'green' },
  }))
  const slider = page.getByRole('dialog', { name: 'All people' })
  await expect(slider).toBeVisible()
  const inside = await startSdk(world, page, 1)
  expect(await inSdk(inside, b24 => ({ placement: b24.placement.title, options: b24.placement.options as unknown }))).toEqual({ placement: 'DEFAULT', options: { place: 'members' } })
  expect((await slider.boundingBox())?.width).toBe(600)
  await slider.getByRole('button', { name: 'Close' }).click()
  await expect.poll(() => answerOf(frame, 'slider')).toEqual({ value: '' })
})

test('closeApplication closes the app\'s slider from inside it', async ({ world, page }) => {
  const frame = await openSdkPage(world, page)
  await beginInSdk(frame, 'slider', b24 => b24.slider.openSliderAppPage({ bx24_title: 'Second' }))
  const inside = await startSdk(world, page, 1)
  await beginInSdk(inside, 'close', b24 => b24.slider.closeSliderAppPage())
  await expect(page.getByRole('dialog', { name: 'Second' })).toHaveCount(0)
  await expect.poll(() => answerOf(frame, 'slider')).toEqual({ value: '' })
})

test('closeApplication in the sidebar closes nothing and is never answered', async ({ world, page }) => {
  const frame = await openSdkPage(world, page)
  await beginInSdk(frame, 'close', b24 => b24.parent.closeApplication())
  // a command sent afterwards is answered, this one is still open: the SDK arms no timer for it
  await inSdk(frame, b24 => b24.placement.getInterface() as Promise<unknown>)
  expect(await answerOf(frame, 'close')).toBeUndefined()
  await expect(world.app.getByText('The SDK alone')).toBeVisible()
})

test('the message input is read and written, in the chat that is open now', async ({ world, page }) => {
  const frame = await openSdkPage(world, page)
  const input = page.getByRole('textbox', { name: 'Message' })
  await input.fill('Hello')
  expect(await inSdk(frame, b24 => b24.parent.message.send('im:getImTextareaContent', { requestId: 'one' }) as Promise<unknown>)).toEqual({ requestId: 'one', text: 'Hello' })
  expect(await inSdk(frame, b24 => b24.parent.message.send('im:setImTextareaContent', { requestId: 'two', text: 'Replaced', replace: true }) as Promise<unknown>))
    .toEqual({ requestId: 'two', success: true })
  await expect(input).toHaveValue('Replaced')
})

test('the message input of a chat without one answers with a message, which the SDK takes for success', async ({ world, page }) => {
  world.prepare({ appUrl: `${world.sites.sdkPages}sdk.html` })
  await page.goto(`${world.sites.portal.url}/online/?view=app`)
  const frame = await startSdk(world, page, 0)
  expect(await inSdk(frame, b24 => b24.parent.message.send('im:getImTextareaContent', { requestId: 'one' }) as Promise<unknown>))
    .toEqual({ requestId: 'one', message: expect.stringMatching(/./) as unknown })
})

test('REST answers the SDK: one call, and a batch whose commands refer to each other', async ({ world, page }) => {
  const frame = await openSdkPage(world, page, { chat: 'chat1489' })
  const answer = await inSdk(frame, async (b24) => {
    const profile = await b24.actions.v2.call.make<{ ID: string }>({ method: 'profile' })
    const batch = await b24.actions.v2.batch.make<{ id: number }>({
      calls: { chat: ['im.dialog.get', { DIALOG_ID: 'chat1489' }], owner: ['im.user.get', { ID: '$result[chat][owner]' }] },
    })
    const rows = batch.getData() as unknown as Record<string, { id: number, owner?: number }>
    return { me: profile.getData()?.result.ID, owner: rows['chat']?.owner, ownerId: rows['owner']?.id }
  })
  expect(answer.me).toBe('1')
  expect(answer.ownerId).toBe(answer.owner)
})

test('an expired token is renewed through the parent and the call repeated once', async ({ world, page }) => {
  const frame = await openSdkPage(world, page)
  world.sites.portal.portal().expireTokens()
  expect(await inSdk(frame, async b24 => (await b24.actions.v2.call.make<{ ID: string }>({ method: 'profile' })).getData()?.result.ID)).toBe('1')
  expect(world.log('rest').map(({ method, status }) => ({ method, status }))).toEqual([{ method: 'profile', status: 401 }, { method: 'profile', status: 200 }])
  expect(world.log('command').filter(({ command }) => command === 'refreshAuth')).toHaveLength(1)
})

test('a method that the portal does not have is refused and recorded', async ({ world, page }) => {
  world.expectedUnknown.add('im.everything.delete')
  const frame = await openSdkPage(world, page)
  const code = await inSdk(frame, b24 => b24.actions.v2.call.make({ method: 'im.everything.delete' }).then(() => '', (error: { code: string }) => error.code))
  expect(code).toBe('ERROR_METHOD_NOT_FOUND')
  expect(world.log('unknown-method').map(({ method }) => method)).toEqual(['im.everything.delete'])
})
