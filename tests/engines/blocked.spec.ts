import { MEMBERS, openPanel } from './panels.ts'
import { expect, test } from './test.ts'
import { button } from './view.ts'

test.use({ launch: { mayKeep: false } })

test('where nothing may be kept chats are read, notes are written and panels open wide, and Export says that it is lost with the sidebar', async ({ world }) => {
  const { app, wide, page } = world
  await world.open({ scenario: 'all-scopes', chat: 'chat1489' })
  await app.see(MEMBERS)
  const refused = await app.evaluate(async () => {
    const probes: Record<string, () => unknown> = {
      localStorage: () => localStorage.length,
      indexedDB: () => new Promise((resolve, reject) => {
        const opening = indexedDB.open('probe')
        opening.onsuccess = resolve
        opening.onerror = reject
      }),
    }
    const outcomes = Object.entries(probes).map(async ([name, probe]) => {
      try {
        await probe()
        return ''
      } catch {
        return name
      }
    })
    return Promise.all(outcomes)
  })
  expect(refused).toEqual(['localStorage', 'indexedDB'])
  await openPanel(app, 'Links and files')
  await app.see({ text: 'All 340 messages were read.' })
  await openPanel(app, 'Notes')
  await app.fill({ role: 'textbox', name: /^New line/ }, 'Order more rhubarb')
  await app.click(button('Add'))
  await app.see({ css: '[data-words]', text: /Order more rhubarb/ })
  await openPanel(app, 'Export')
  await app.see({ text: /^Chatside cannot keep anything in this browser/ })
  await app.click(button('Open wide'))
  await page.see({ role: 'dialog' })
  await wide.see(button('Start the export'))
  await wide.click(button('Done'))
  await page.count({ role: 'dialog' }, 0)
})
