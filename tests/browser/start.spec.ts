import { npmStart } from '../support/npm-start.ts'
import { expect, test } from './support/test.ts'

// What a newcomer runs first: the development server runs the app from its sources, which the build's tests do not touch.

test('npm start shows the Overview at the printed address and the installer where it is named, and Ctrl-C leaves nothing', async ({ page, guard }) => {
  const portal = await npmStart()
  try {
    for (const host of ['localhost', '127.0.0.1']) guard.allowHost(host)
    await page.goto(portal.address)
    const app = page.frameLocator('iframe[id^="appframe_"]')
    await expect(app.getByRole('list', { name: 'Members' })).toBeVisible()

    await page.goto(`${new URL(portal.address).origin}/online/?scenario=not-installed&view=app`)
    await expect(app.getByRole('heading', { name: 'Install Chatside' })).toBeVisible()
    await page.goto('about:blank')

    // npm and its shell end by the signal or with the code that stands for it, whatever the program below them said
    expect(['0', '130', 'SIGINT']).toContain(await portal.interrupt())
    await expect.poll(portal.isAlive).toBe(false)
    await expect(fetch(portal.address)).rejects.toThrow()
  } finally {
    portal.kill()
  }
})
