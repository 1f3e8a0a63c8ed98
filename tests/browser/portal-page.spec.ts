import { expect, test } from './support/test.ts'

// The portal's own page: what a person who develops an app does with it.

test('the item is in the Applications block with its title in the viewer\'s language, its icon and its colour', async ({ world, page }) => {
  await world.open({ scenario: 'employee', panel: false, lang: 'de' })
  const item = page.getByRole('region', { name: 'Applications' }).getByRole('button', { name: 'Über diesen Chat' })
  await expect(item).toBeVisible()
  const glyph = await item.locator('.fa.fa-comments').evaluate(icon => getComputedStyle(icon, '::before').content)
  expect(glyph, 'a character of Font Awesome').toMatch(/^"[\ue000-\uf8ff]"$/)
  const colors = await item.evaluate(button => [...button.querySelectorAll('*')].map(element => getComputedStyle(element).backgroundColor))
  expect(colors, 'AZURE of the messenger\'s palette').toContain('rgb(41, 97, 155)')
})

test('the panel opens in a column of 320 px that can be made 400', async ({ world, page }) => {
  await world.open({ panel: false })
  const sidebar = page.getByRole('complementary', { name: 'Chat information' })
  expect((await sidebar.boundingBox())?.width).toBe(320)
  await sidebar.getByRole('button', { name: '320 px' }).or(sidebar.getByRole('button', { name: '400 px' })).click()
  expect((await sidebar.boundingBox())?.width).toBe(400)
  await page.getByRole('region', { name: 'Applications' }).getByRole('button').first().click()
  await expect(world.app.getByRole('tab', { name: 'Overview' })).toBeVisible()
})

test('the drawer switches person, language and scenario', async ({ world, page }) => {
  await world.open({ panel: false })
  const open = (): Promise<void> => page.getByRole('button', { name: 'Simulated portal' }).click()
  const drawer = page.getByRole('region', { name: 'Simulated portal' })

  await open()
  await drawer.getByLabel('Language').selectOption('ru')
  await expect(page.getByRole('region', { name: 'Applications' }).getByRole('button', { name: 'Об этом чате' })).toBeVisible()

  await open()
  await drawer.getByLabel('Person').selectOption('17')
  await expect.poll(() => new URL(page.url()).searchParams.get('as')).toBe('17')

  await open()
  await drawer.getByLabel('Scenario').selectOption('big-group')
  await expect(page.getByRole('main', { name: 'All hands Europe' })).toBeVisible()
})

test('a fault that is switched on in the drawer strikes, and is gone when it is cleared', async ({ world, page }) => {
  await world.open({ panel: false })
  await page.getByRole('button', { name: 'Simulated portal' }).click()
  const faults = page.getByRole('form', { name: 'Faults' })
  await faults.getByLabel('Target').fill('batch')
  await faults.getByRole('combobox', { name: /^Fault/ }).selectOption('http-500')
  await faults.getByRole('button', { name: 'Add fault' }).click()
  await expect(faults.getByRole('list', { name: 'Active faults' }).getByRole('listitem')).toHaveCount(1)
  await page.getByRole('button', { name: 'Close the drawer' }).click()

  await page.getByRole('region', { name: 'Applications' }).getByRole('button').first().click()
  await expect(world.app.getByRole('alert')).toBeVisible()
  world.sites.portal.portal().clearFaults()
  await world.app.getByRole('button', { name: /Try again|Reload/ }).click()
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
})

test('sliders stack, and Escape closes the one on top', async ({ world, page }) => {
  await world.open({ scenario: 'open-line' })
  await world.app.getByRole('button', { name: /Deal/ }).click()
  await expect(page.getByRole('dialog')).toHaveCount(1)
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).focus()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('what is written into the conversation appears in it and in the portal\'s history', async ({ world, page }) => {
  await world.open({ panel: false })
  const before = world.sites.portal.portal().world.chats.get(1489)?.messages.count ?? 0
  await page.getByRole('textbox', { name: 'Message' }).fill('A line of mine')
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByRole('log', { name: 'Messages' }).getByText('A line of mine')).toBeVisible()
  expect(world.sites.portal.portal().world.chats.get(1489)?.messages.count).toBe(before + 1)
})
