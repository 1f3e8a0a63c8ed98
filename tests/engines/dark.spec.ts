import { inEveryPanel } from './panels.ts'
import { expect, test } from './test.ts'

// WebKit gives a frame the scheme of the system, Firefox that of the page around it: here both are dark.

test.use({ launch: { theme: 'dark' } })

test('every panel is dark, and axe finds nothing wrong, contrast included', async ({ world }) => {
  await world.open({ scenario: 'all-scopes', chat: 'chat1489', theme: 'dark' })
  await inEveryPanel(world.app, async (title) => {
    const page = await world.app.evaluate(() => ({ isDark: matchMedia('(prefers-color-scheme: dark)').matches, color: getComputedStyle(document.body).color }))
    expect(page.isDark, title).toBe(true)
    const [red = 0] = [...page.color.matchAll(/[\d.]+/g)].map(([channel]) => Number(channel))
    expect(red, `${title}: light letters`).toBeGreaterThan(150)
    expect(await world.app.violations(), title).toEqual([])
  })
})
