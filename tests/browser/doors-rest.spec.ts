import { begin, doorsFrame, openDoors, outcomeOf, through } from './support/doors-page.ts'
import { expect, test } from './support/test.ts'

// The app's own doors in src/bitrix24, with the real SDK and the simulated portal: REST, addresses, the end of the installation.

test('call answers, says what it was refused for, and sends a write once however busy the portal is', async ({ world, page }) => {
  const frame = await openDoors(world, page, { scenario: 'no-im-scope' })
  expect(await through(frame, portal => portal.call({ method: 'profile' }))).toMatchObject({ value: { ID: '1' } })
  expect(await through(frame, portal => portal.call({ method: 'im.dialog.get', params: { DIALOG_ID: 'chat1489' } })))
    .toMatchObject({ name: 'PortalError', kind: 'missing-scope', method: 'im.dialog.get' })
  world.sites.portal.portal().addFault({ side: 'rest', target: '*', fault: { kind: 'http-503' }, times: 1 })
  expect(await through(frame, portal => portal.call({ method: 'scope' }))).toEqual({ value: ['placement'] })
  world.sites.portal.portal().addFault({ side: 'rest', target: '*', fault: { kind: 'http-503' }, times: 1 })
  expect(await through(frame, portal => portal.call({ method: 'app.option.set', params: { options: { a: 1 } } }))).toMatchObject({ kind: 'busy' })
  expect(world.log('rest').filter(({ method }) => method === 'app.option.set')).toHaveLength(1)
})

test('batch gives every command its own outcome, in one request, and one may use another\'s answer', async ({ world, page }) => {
  const frame = await openDoors(world, page)
  const settled = await through(frame, portal => portal.batch({
    me: { method: 'profile' },
    person: { method: 'im.user.get', params: { ID: '$result[me][ID]' } },
    nobody: { method: 'im.dialog.get', params: { DIALOG_ID: 'chat999999' } },
  }))
  expect(settled).toMatchObject({ value: { me: { ok: true, value: { ID: '1' } }, person: { ok: true, value: { id: 1 } }, nobody: { ok: false } } })
  expect(world.requests().map(({ method }) => method)).toEqual(['batch'])
})

test('onRequest hears of each request, whether it may change a chat, and how it ends, until nobody listens any more', async ({ world, page }) => {
  const frame = await openDoors(world, page)
  const settled = await through(frame, async (portal) => {
    const heard: unknown[] = []
    const stop = portal.onRequest((answer, changesChat) => {
      void answer.then(() => heard.push([changesChat, 'answered']), () => heard.push([changesChat, 'refused']))
    })
    await portal.call({ method: 'profile' })
    await portal.batch({ me: { method: 'profile' } })
    await portal.call({ method: 'im.chat.mute', params: { CHAT_ID: 999_999, MUTE: 'Y' } }).catch(() => null)
    stop()
    await portal.call({ method: 'profile' })
    return heard
  })
  expect(settled).toEqual({ value: [[false, 'answered'], [false, 'answered'], [true, expect.stringMatching(/answered|refused/)]] })
})

test('repeats counts the reads that a busy portal refused and that were sent again', async ({ world, page }) => {
  const frame = await openDoors(world, page)
  world.sites.portal.portal().addFault({ side: 'rest', target: '*', fault: { kind: 'http-503' }, times: 2 })
  const settled = await through(frame, async (portal) => {
    const before = portal.repeats()
    await portal.call({ method: 'profile' })
    return [before, portal.repeats()]
  })
  expect(settled).toEqual({ value: [0, 2] })
  expect(world.requests().map(({ status }) => status)).toEqual([503, 503, 200])
})

test('readBatch answers fifty commands at once with the portal\'s working time, refuses what writes, and ends when it is told to', async ({ world, page }) => {
  const frame = await openDoors(world, page)
  const settled = await through(frame, async (portal) => {
    const answer = await portal.readBatch({ me: { method: 'profile' }, nobody: { method: 'im.dialog.get', params: { DIALOG_ID: 'chat999999' } } })
    return { me: answer.outcomes.me?.ok, nobody: answer.outcomes.nobody?.ok, duration: typeof answer.duration }
  })
  expect(settled).toEqual({ value: { me: true, nobody: false, duration: 'number' } })
  expect(world.requests().map(({ method }) => method)).toEqual(['batch'])
  world.sites.portal.portal().addFault({ side: 'rest', target: '*', fault: { kind: 'http-503' }, times: 1 })
  expect(await through(frame, portal => portal.readBatch({ me: { method: 'profile' } })), 'nothing is repeated by itself').toMatchObject({ kind: 'busy' })
  expect(await through(frame, portal => portal.readBatch({ me: { method: 'profile' } }, { signal: AbortSignal.abort() }))).toMatchObject({ name: 'AbortError' })
})

test('what one page of the app says in a channel reaches the one that knows its name, and no other', async ({ world, page }) => {
  const frame = await openDoors(world, page)
  const settled = await through(frame, async (portal) => {
    const heard: unknown[] = []
    const strange: unknown[] = []
    const first = await portal.openChannel(null, message => heard.push(message))
    const other = await portal.openChannel(null, message => strange.push(message))
    const second = await portal.openChannel(first?.name ?? null, () => undefined)
    await new Promise<void>((resolve) => {
      void portal.openChannel(first?.name ?? null, () => resolve()).then(() => second?.send({ place: 7 }))
    })
    for (const channel of [first, other, second]) channel?.close()
    return { heard, strange, differ: first?.name !== other?.name }
  })
  expect(settled).toEqual({ value: { heard: [{ place: 7 }], strange: [], differ: true } })
})

test('addresses that the portal names are the portal\'s, and none of another kind', async ({ world, page }) => {
  const frame = await openDoors(world, page)
  const settled = await through(frame, portal => [
    '/upload/7.png', 'https://pictures.example/7.png', 'javascript:alert(1)', 'data:text/html,x', '//', '',
  ].map(address => portal.resolveUrl(address)))
  expect(settled).toEqual({ value: [`${world.sites.portal.url}/upload/7.png`, 'https://pictures.example/7.png', null, null, null, null] })
})

test('finishInstallation replaces the page of an installer, and is refused anywhere else', async ({ world, page }) => {
  const sidebar = await openDoors(world, page)
  expect(await through(sidebar, portal => portal.finishInstallation())).toMatchObject({ name: 'PortalError' })
  expect(world.log('command').map(({ command }) => command)).not.toContain('setInstallFinish')

  world.sites.portal.portal().clearLog()
  world.prepare({ scenario: 'not-installed', appUrl: `${world.sites.sdkPages}doors.html` })
  await world.visit({ view: 'app' })
  const installer = await doorsFrame(world, page, 0)
  await begin(installer, 'finish', portal => portal.finishInstallation())
  await expect.poll(() => world.sites.portal.portal().world.app.isInstalled).toBe(true)
  await doorsFrame(world, page, 1)
})

test('after destroy no door hears the portal any more', async ({ world, page }) => {
  const frame = await openDoors(world, page)
  await through(frame, portal => portal.destroy())
  await begin(frame, 'path', portal => portal.openPath('/crm/deal/details/1663/'))
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(await outcomeOf(frame, 'path')).toBeUndefined()
})
