import { MEMBERS } from './panels.ts'
import { expect, test } from './test.ts'

for (const [scheme, which] of [['http', 'plain'], ['https', 'secure']] as const) {
  test(`the Overview opens beside a chat over ${scheme}`, async ({ world, driver }, info) => {
    const site = world.sites[which]
    expect(new URL(site.appUrl).protocol).toBe(`${scheme}:`)
    await world.open({ chat: 'chat1489' }, site)
    await world.app.see(MEMBERS)
    expect((await world.app.see({ role: 'heading', css: 'h1' })).text).not.toBe('')
    info.annotations.push({ type: 'browser', description: driver.version })
  })
}
