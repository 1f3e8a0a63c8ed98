import { apache } from './hosts/apache.ts'
import { caddy } from './hosts/caddy.ts'
import { lighttpd } from './hosts/lighttpd.ts'
import { nginx } from './hosts/nginx.ts'
import { hostFolder, type HostFolder } from './support/folder.ts'
import { runHost, type RunningHost } from './support/run-host.ts'
import { APP_URL, expect, test } from './support/test.ts'

// Debian's servers, each with the recipe of the repository and nothing else.

async function isReady(check: () => Promise<boolean>): Promise<void> {
  await expect.poll(check, { timeout: 20_000, intervals: [50] }).toBe(true)
}

for (const host of [nginx, caddy, apache, lighttpd]) {
  test.describe(host.name, () => {
    test.describe.configure({ mode: 'serial' })
    let folder: HostFolder
    let running: RunningHost | undefined

    test.beforeAll(async ({ stage }) => {
      folder = hostFolder({ tls: stage.tls, portal: stage.portal.url })
      running = await runHost(ports => host.withRecipe(folder, ports), isReady)
      stage.door.leadTo(running.port)
    })
    test.afterAll(async () => {
      await running?.close()
      folder.remove()
    })

    test('the portal opens the built app by POST, and no policy is violated', async ({ stage, open, context }) => {
      const opened = context.waitForEvent('request', request => request.url().startsWith(`${APP_URL}?`))
      const { app, complaints } = await open(stage.portal)
      expect((await opened).method()).toBe('POST')
      await expect(app.getByRole('list', { name: 'Members' })).toBeVisible()
      expect(complaints).toEqual([])
    })

    test('a page of a foreign origin cannot frame it', async ({ stage, open }) => {
      const { page, complaints } = await open(stage.foreign)
      await expect.poll(() => complaints.join('\n')).toContain(`frame-ancestors ${stage.portal.url}`)
      await expect.poll(() => page.frames().map(frame => frame.url())).toContain('chrome-error://chromewebdata/')
    })
  })
}
