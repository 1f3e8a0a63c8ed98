import { afterEach, expect, test } from 'vitest'
import { npmStart, type StartedPortal } from '../support/npm-start.ts'

// What a newcomer runs first.

let started: StartedPortal | undefined

afterEach(() => { started?.kill() })

test('npm start prints an address that shows the portal, and Ctrl-C leaves no process and no port', async () => {
  const portal = started = await npmStart()
  const page = await fetch(portal.address)
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('<html')

  const state = await fetch(new URL('/_portal/state', portal.address), { headers: { 'sec-fetch-site': 'same-origin' } })
  expect(await state.json()).toMatchObject({ isAppInstalled: true })

  // npm and its shell end by the signal or with the code that stands for it, whatever the program below them said
  expect(['0', '130', 'SIGINT']).toContain(await portal.interrupt())
  await expect.poll(portal.isAlive).toBe(false)
  await expect(fetch(portal.address)).rejects.toThrow()
})
