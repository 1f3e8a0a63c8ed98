import { expect, test, type World } from './support/test.ts'

// Seven tabs in 320 pixels.

interface Edges { start: number, end: number }

/** How far the tab stands from the two ends of its bar; below zero it is cut off. */
async function room(world: World, name: string): Promise<Edges> {
  return world.app.getByRole('tab', { name }).evaluate((tab) => {
    const bar = tab.parentElement?.getBoundingClientRect()
    const { left, right } = tab.getBoundingClientRect()
    return { start: left - (bar?.left ?? 0), end: (bar?.right ?? 0) - right }
  })
}

test('the tab that is open is seen whole, with a piece of its neighbours', async ({ world }) => {
  await world.open({ scenario: 'small-group', lang: 'ru' })
  await expect(world.app.getByRole('tab', { name: 'Экспорт' })).toBeAttached()
  await expect.poll(async () => (await room(world, 'Экспорт')).end, 'not all have room').toBeLessThan(0)
  for (const name of ['Ссылки и файлы', 'Аналитика', 'Экспорт', 'Люди']) {
    // a click of the test's own would bring it into view
    await world.app.getByRole('tab', { name }).dispatchEvent('click')
    await expect.poll(async () => (await room(world, name)).start, name).toBeGreaterThanOrEqual(name === 'Люди' ? 40 : 0)
    await expect.poll(async () => (await room(world, name)).end, name).toBeGreaterThanOrEqual(0)
  }
  await world.app.getByRole('tab', { name: 'Люди' }).press('End')
  await expect.poll(async () => (await room(world, 'Экспорт')).end, 'the focus brings it into view').toBeGreaterThanOrEqual(0)
})

test('a plain wheel reaches the last tab', async ({ world, page }) => {
  await world.open({ scenario: 'small-group', lang: 'de' })
  await world.app.getByRole('tab', { name: 'Personen' }).hover()
  await page.mouse.wheel(0, 600)
  await expect.poll(async () => (await room(world, 'Export')).end).toBeGreaterThanOrEqual(0)
})
