import { answerProbe } from './pages/core-probe.ts'
import { expect, test } from './support/test.ts'

for (const scenario of ['small-group', 'big-group', 'private']) {
  test(`the portal's core answers in a browser exactly as in Node: ${scenario}`, async ({ world, page }) => {
    await page.goto(`${world.sites.pages.url}core.html`)
    await page.waitForFunction(() => 'answerProbe' in window)
    const here = answerProbe(scenario)
    const there = await page.evaluate(name => (window as unknown as { answerProbe(scenario: string): string }).answerProbe(name), scenario)
    expect(there).toBe(here)
    expect(JSON.parse(here)).toMatchObject({ reply: { status: 200 } })
  })
}
