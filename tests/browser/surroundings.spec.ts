import type { FaultKind } from '../portal/core/faults.ts'
import { FOREIGN_HOST } from './support/sites.ts'
import { expect, test } from './support/test.ts'

// Bad surroundings: every one has a screen with words, and none of them is blank or spins for ever.

test('in a plain tab the page says what it is and shows its own address to copy', async ({ world, page }) => {
  await page.goto(world.sites.app.url)
  await expect(page.getByRole('heading', { name: 'Chatside works inside Bitrix24' })).toBeVisible()
  await expect(page.getByRole('textbox')).toHaveValue(world.sites.app.url)
  await expect(page.getByRole('button', { name: 'Copy' })).toBeVisible()
})

test('framed by a page on a foreign host nothing is asked of it, and the host is named', async ({ world, page }) => {
  await page.goto(`${world.sites.foreign.url}/online/?panel=1`)
  await expect(world.app.getByRole('heading', { name: 'Chatside does not know this site' })).toBeVisible()
  await expect(world.app.getByText(`https://${FOREIGN_HOST}`).first()).toBeVisible()
  expect(world.sites.foreign.portal().log.filter(({ kind }) => kind === 'command' || kind === 'rest')).toEqual([])
})

test('a forged window.name that claims a portal is not believed', async ({ world, page }) => {
  await page.goto(`${world.sites.pages.url}bare.html`)
  const heard = page.evaluate((address) => {
    const heard: unknown[] = []
    window.addEventListener('message', event => heard.push(event.data))
    Object.assign(window, { heard })
    const frame = document.createElement('iframe')
    frame.name = 'demo.bitrix24.com|1|0123456789abcdef0123456789abcdef'
    frame.src = address
    document.body.append(frame)
  }, world.sites.app.url)
  await heard
  await expect(page.frameLocator('iframe').getByRole('heading', { name: 'Chatside does not know this site' })).toBeVisible()
  expect(await page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)).toEqual([])
})

test('framed without a name of a portal\'s kind the page says that it works only inside Bitrix24', async ({ world, page }) => {
  await page.goto(`${world.sites.pages.url}bare.html`)
  for (const name of ['', 'x', 'a|b', '|1|', 'demo.bitrix24.com|1|', 'demo.bitrix24.com|2|abc', 'demo.bitrix24.com|1|a|b']) {
    await page.evaluate(([address, frameName]) => {
      document.querySelector('iframe')?.remove()
      const frame = document.createElement('iframe')
      frame.name = frameName ?? ''
      frame.src = address ?? ''
      document.body.append(frame)
    }, [world.sites.app.url, name])
    await expect(page.frameLocator('iframe').getByRole('heading', { name: 'Chatside works inside Bitrix24' }), name).toBeVisible()
  }
})

test('a parent that never answers the handshake ends in words, and trying again starts over', async ({ world, page }) => {
  await page.clock.install()
  world.prepare({})
  world.sites.portal.portal().addFault({ side: 'command', target: 'getInitData', fault: { kind: 'silence' }, times: 1 })
  await world.visit()
  await expect(world.app.getByText('Starting Chatside')).toBeVisible()
  await page.clock.fastForward(60_000)
  await expect(world.app.getByText('Your Bitrix24 does not answer.')).toBeVisible()
  await world.app.getByRole('button').click()
  await expect(world.app.getByRole('tab', { name: 'Overview' })).toBeVisible()
})

test('a placement that this app does not know is named', async ({ world }) => {
  await world.open({ raw: { placement: 'IM_TEXTAREA', options: { dialogId: 'chat1489' } } })
  await expect(world.app.getByText('IM_TEXTAREA')).toBeVisible()
})

const overview = 'batch'
const refusals: [string, FaultKind, string][] = [
  ['HTML instead of JSON', { kind: 'html' }, 'sent an answer that Chatside cannot read'],
  ['half a JSON text', { kind: 'broken-json' }, 'sent an answer that Chatside cannot read'],
  ['an empty answer', { kind: 'empty' }, 'sent an answer that Chatside cannot read'],
  ['HTTP 500', { kind: 'http-500' }, 'Something unexpected went wrong'],
  ['a cut connection', { kind: 'cut' }, 'There is no connection to your Bitrix24'],
  ['HTTP 429', { kind: 'http-429', resetSeconds: 600 }, 'is too busy at the moment'],
]

for (const [what, fault, words] of refusals) {
  test(`${what} in answer to the first request is said, and trying again shows the chat`, async ({ world }) => {
    world.prepare({})
    world.sites.portal.portal().addFault({ side: 'rest', target: overview, fault, times: null })
    await world.visit()
    await expect(world.app.getByText(words)).toBeVisible()
    // taken away only now: a browser repeats a request by itself when a kept connection was cut
    world.sites.portal.portal().clearFaults()
    await world.app.getByRole('button', { name: /Try again|Reload/ }).click()
    await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
  })
}

test('REST that never answers ends in words', async ({ world, page }) => {
  await page.clock.install()
  world.prepare({})
  world.sites.portal.portal().addFault({ side: 'rest', target: overview, fault: { kind: 'silence' }, times: 1 })
  await world.visit()
  await expect.poll(() => world.requests().length).toBe(1)
  await page.clock.fastForward(60_000)
  await expect(world.app.getByText('Your Bitrix24 does not answer.')).toBeVisible()
})

test('a portal that is too busy twice is asked again by the app itself, and the chat appears', async ({ world }) => {
  world.prepare({})
  world.sites.portal.portal().addFault({ side: 'rest', target: overview, fault: { kind: 'http-503' }, times: 2 })
  await world.visit()
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
  expect(world.requests().map(({ status }) => status)).toEqual([503, 503, 200])
})

test('a session that ended and cannot be renewed says to sign in again', async ({ world, page }) => {
  world.prepare({})
  // the token runs out between the handshake and the request, and the portal's own session is gone
  world.sites.portal.portal().addFault({ side: 'rest', target: overview, fault: { kind: 'expired-token' }, times: null })
  world.sites.portal.portal().endSessions()
  await page.clock.install()
  await world.visit()
  await expect.poll(() => world.log('command').some(({ command }) => command === 'refreshAuth')).toBe(true)
  // the SDK waits ten seconds for a new token; our own deadline lies behind that
  await page.clock.runFor(11_000)
  await expect(world.app.getByText('Your session in Bitrix24 has ended.')).toBeVisible()
})

test('a token that expired is renewed without a word', async ({ world }) => {
  world.prepare({})
  world.sites.portal.portal().addFault({ side: 'rest', target: overview, fault: { kind: 'expired-token' }, times: 1 })
  await world.visit()
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
})

test('a chat that the viewer has left says so', async ({ world }) => {
  await world.open({ scenario: 'left' })
  await expect(world.app.getByText('does not let you see this')).toBeVisible()
})

test('a missing scope is named, with who can grant it', async ({ world }) => {
  await world.open({ scenario: 'no-im-scope' })
  await expect(world.app.getByText(/permission.*im.*administrator/i)).toBeVisible()
})

// The screen for the unforeseen once threw for the same reason as what it should have replaced, and each failure drew it
// again: the frame hung for ever.
test('when not even the screen for the unforeseen can be drawn, a sentence stays and nothing hangs', async ({ world, page }) => {
  await page.addInitScript(() => {
    if (window === window.parent) return
    const { replace } = String.prototype
    String.prototype.replace = function (this: string, ...parts: Parameters<typeof replace>) {
      // whichever is drawn first: the sentence of waiting, or at once the tabs
      if (/^(?:Starting|Overview|Something (?:unexpected )?went wrong)/.test(this)) throw new Error('texts are broken')
      return replace.apply(this, parts)
    } as typeof replace
  })
  await world.open()
  await expect(world.app.getByText('If this sentence stays, reload the page.')).toBeVisible()
  expect(await world.app.locator('html').evaluate(() => 'still alive')).toBe('still alive')
})
