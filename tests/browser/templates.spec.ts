import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { appFrame } from './support/app-frame.ts'
import { violations } from './support/axe.ts'
import { openPanel } from './support/open-panel.ts'
import { expect, test, type OpenOptions, type World } from './support/test.ts'

const OWN = JSON.stringify({ v: 1, items: [
  ['00000000000a', 'Greetings', 'Good morning', 'Hello {first name},\n{my name}'],
  ['00000000000b', '', 'Call back', 'I call you at {record phone}.'],
] })
const COMPANY = JSON.stringify({ v: 1, items: [['00000000000c', 'Sales', 'Offer', 'About {chat}: our offer follows.']] })
const ADMINISTRATOR = 1
const MEMBER = 503

interface Kept {
  own?: string
  company?: string
}

async function openTemplates(world: World, { own, company }: Kept, options: OpenOptions = {}): Promise<void> {
  world.prepare(options)
  const { app } = world.sites.portal.portal().world
  if (own !== undefined) app.userOptions.set(options.as ?? ADMINISTRATOR, { ...app.userOptions.get(options.as ?? ADMINISTRATOR), templates: own })
  if (company !== undefined) app.options = { ...app.options, templates: company }
  await show(world, options)
}

async function show(world: World, options: OpenOptions = {}): Promise<void> {
  await world.visit({ lang: 'en', chat: 'chat1489', ...options })
  await openPanel(world.app, 'Templates')
  await expect(world.app.getByRole('searchbox')).toBeVisible()
}

const input = (page: Page) => page.getByRole('textbox', { name: 'Message' })
const rows = (world: World) => world.app.getByRole('list', { name: 'Templates', exact: true }).getByRole('listitem')
const sent = (world: World, method: string) => world.log('rest').filter(entry => entry.method === method).length

test('by keyboard alone a template is found, inserted and undone, and what stays empty is said', async ({ world, page }) => {
  await openTemplates(world, { own: OWN, company: COMPANY })
  await expect(rows(world)).toHaveCount(3)
  await input(page).fill('Dear all,')
  await world.app.getByRole('tabpanel').focus()
  await page.keyboard.press('/')
  await expect(world.app.getByRole('searchbox')).toBeFocused()
  await page.keyboard.type('morn')
  await expect(rows(world)).toHaveCount(1)
  await expect(rows(world)).toContainText('first name: empty')
  await page.keyboard.press('Enter')
  await expect(rows(world).getByRole('status').first()).toContainText(/Left empty: \W*first name/)
  await expect(input(page)).toHaveValue('Dear all,\nHello,\nSofia Lindqvist')
  await rows(world).getByRole('button', { name: 'Undo' }).press('Enter')
  await expect(input(page)).toHaveValue('Dear all,')
  await world.app.getByRole('combobox', { name: /^Fill in as/ }).fill('Klaus')
  await world.app.getByRole('searchbox').focus()
  await page.keyboard.press('ArrowDown')
  await expect(rows(world).getByRole('button', { name: 'Good morning' }).first()).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(world.app.getByRole('searchbox')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(input(page)).toHaveValue('Dear all,\nHello Klaus,\nSofia Lindqvist')
  await expect(rows(world)).toContainText('used 2 times')
  await rows(world).getByRole('button', { name: 'Favourite: “Good morning”' }).click()
  const { app } = world.sites.portal.portal().world
  await expect.poll(() => String(app.userOptions.get(ADMINISTRATOR)?.['templateUse'])).toContain('"favourites":["00000000000a"]')
})

test('where the messenger says nothing the text is there to be copied, and nothing is sent twice', async ({ world, page }) => {
  await openTemplates(world, { company: COMPANY })
  world.sites.portal.portal().addFault({ side: 'command', target: 'im:getImTextareaContent', fault: { kind: 'silence' }, times: null })
  await rows(world).getByRole('button', { name: /Insert: Offer/ }).click()
  await expect(rows(world)).toContainText('The messenger did not answer: nothing was changed.')
  await expect(rows(world).getByRole('textbox', { name: 'Offer' }).or(rows(world).getByText('Copied'))).toBeVisible()
  await expect(input(page)).toHaveValue('')
})

test('an administrator writes for the company in the settings, and a member reads it', async ({ world }) => {
  world.prepare({ scenario: 'administrator' })
  await world.visit({ view: 'app', lang: 'en' })
  const { app } = world
  await app.locator('summary', { hasText: 'Templates of the company' }).click()
  await app.getByRole('button', { name: 'New template' }).click()
  await app.getByRole('textbox', { name: 'Name' }).last().fill('Thanks')
  await app.getByRole('textbox', { name: 'Text' }).fill('Thank you for {chat}!')
  await app.getByRole('button', { name: 'Save', exact: true }).last().click()
  await expect(app.getByText('Saved.')).toBeVisible()
  await expect(app.getByRole('button', { name: 'New template' })).toBeFocused()
  await show(world, { as: MEMBER })
  await expect(rows(world)).toContainText('Thank you for Website relaunch!')
  await app.locator('summary', { hasText: 'Templates of the company' }).click()
  await expect(app.getByText('Administrators edit them.')).toBeVisible()
  await expect(app.getByRole('button', { name: 'New template' })).toHaveCount(0)
})

test('a change that somebody made meanwhile is asked about, and a refusal changes nothing', async ({ world }) => {
  await openTemplates(world, { own: OWN })
  const { app } = world
  await app.locator('summary', { hasText: 'My templates' }).click()
  await app.getByRole('button', { name: 'Edit “Call back”' }).click()
  const portal = world.sites.portal.portal()
  const options = portal.world.app.userOptions.get(ADMINISTRATOR)
  portal.world.app.userOptions.set(ADMINISTRATOR, { ...options, templates: OWN.replace('I call you', 'We call you') })
  await app.getByRole('textbox', { name: 'Text' }).fill('Call me.')
  await app.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(app.getByRole('alert')).toContainText('We call you at {record phone}.')
  expect(sent(world, 'user.option.set')).toBe(0)
  await app.getByRole('button', { name: 'Save mine' }).click()
  await expect(app.getByText('Saved.')).toBeVisible()
  await expect(app.getByRole('button', { name: 'Edit “Call back”' })).toBeFocused()
  expect(String(portal.world.app.userOptions.get(ADMINISTRATOR)?.['templates'])).toContain('Call me.')
  portal.addFault({ side: 'rest', target: 'user.option.set', fault: { kind: 'cut-after' }, times: null })
  await app.getByRole('button', { name: 'Delete “Call back”' }).click()
  await expect(app.getByRole('alert')).toContainText('It is not certain whether this was saved.')
})

test('a template that was deleted comes back by a press, also for the company, where it is asked before', async ({ world }) => {
  await openTemplates(world, { own: OWN, company: COMPANY })
  const { app } = world
  await app.locator('summary', { hasText: 'My templates' }).click()
  await app.getByRole('button', { name: 'Delete “Call back”' }).press('Enter')
  await expect(rows(world)).toHaveCount(2)
  await expect(app.getByText(/^Deleted: .Call back.$/)).toBeVisible()
  await app.getByRole('button', { name: 'Undo', exact: true }).press('Enter')
  await expect(rows(world)).toHaveCount(3)
  await expect(app.getByRole('button', { name: 'Undo', exact: true })).toHaveCount(0)
  await app.locator('summary', { hasText: 'Templates of the company' }).click()
  await app.getByRole('button', { name: 'Delete “Offer”' }).click()
  await app.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(rows(world)).toHaveCount(2)
  await app.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(rows(world)).toHaveCount(3)
  const { options, userOptions } = world.sites.portal.portal().world.app
  expect([JSON.parse(String(userOptions.get(ADMINISTRATOR)?.['templates'])), JSON.parse(String(options['templates']))]).toMatchObject([
    { items: expect.arrayContaining(JSON.parse(OWN).items) }, JSON.parse(COMPANY),
  ])
})

test('a set is saved as files and read back; a bad file changes nothing and names its line', async ({ world, page }) => {
  await openTemplates(world, { own: OWN })
  const { app } = world
  await app.locator('summary', { hasText: 'My templates' }).click()
  await app.locator('summary', { hasText: 'Save as a file' }).click()
  const download = page.waitForEvent('download')
  await app.getByRole('button', { name: 'Save as CSV' }).click()
  const csv = await readFile(await (await download).path(), 'utf8')
  expect(csv).toContain('Greetings,Good morning,"Hello {first name},')
  const choose = (content: string) => app.getByLabel('Import a file').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(content) })
  await choose(csv)
  await expect(app.getByText('2 are here already.')).toBeVisible()
  await choose('name,text\nOne,1\n,2')
  await expect(app.getByRole('alert')).toContainText('Line 3 of the file: there is no name.')
  await choose('name,text\nCall back,Other\nNew,=1+1')
  await expect(app.getByRole('group', { name: /1 template has the folder and name/ })).toBeVisible()
  await app.getByText('Replace with those of the file').click()
  await app.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(rows(world)).toHaveCount(3)
  await expect(rows(world).filter({ hasText: 'Call back' })).toContainText('Other')
})

test('fields of the linked record are filled in, and without crm it is said why they are not', async ({ world }) => {
  const own = JSON.stringify({ v: 1, items: [['00000000000d', '', 'Stage', '{record title}: {record stage}, {record responsible}']] })
  const deal = { as: MEMBER, chat: 'chat1439' }
  await openTemplates(world, { own }, { ...deal, scenario: 'all-scopes' })
  await expect(rows(world)).toContainText('Label printers for the Leipzig warehouse: Prepayment invoice, Klaus Weber')
  await openTemplates(world, { own }, { ...deal, scenario: 'crm-deal' })
  await expect(world.app.getByText('not granted the permission “crm”')).toBeVisible()
  await expect(rows(world)).toContainText('record title: empty: record stage: empty, record responsible: empty')
})

test('two sets that cannot be read are said each, and beginning one anew is asked about and tells how it went', async ({ world }) => {
  await openTemplates(world, { own: '[]', company: '[]' })
  const { app } = world
  await expect(app.getByRole('alert')).toHaveCount(2)
  const portal = world.sites.portal.portal()
  const beginAnew = async () => {
    await app.getByRole('button', { name: 'Begin with an empty set' }).first().click()
    await app.getByRole('dialog').getByRole('button', { name: 'Begin with an empty set' }).click()
  }
  portal.addFault({ side: 'rest', target: 'user.option.set', fault: { kind: 'http-500' }, times: 1 })
  await beginAnew()
  await expect(app.getByText('It is not certain whether this was saved.')).toBeVisible()
  await expect(app.getByRole('button', { name: 'Begin with an empty set' })).toHaveCount(2)
  await beginAnew()
  await expect(app.getByRole('button', { name: 'Begin with an empty set' })).toHaveCount(1)
  expect(portal.world.app.userOptions.get(ADMINISTRATOR)?.['templates']).toBe('{"v":1,"items":[]}')
  expect(portal.world.app.options['templates']).toBe('[]')
})

test('what cannot be read is left alone and said; axe finds nothing wrong, light and dark', async ({ world }) => {
  for (const theme of ['light', 'dark'] as const) {
    await openTemplates(world, { own: OWN, company: '{"v":1' }, { theme })
    await expect(world.app.getByRole('alert')).toContainText('cannot be read. It is left alone.')
    await expect(rows(world)).toHaveCount(2)
    await world.app.locator('summary', { hasText: 'My templates' }).click()
    await world.app.locator('summary', { hasText: 'Save as a file' }).click()
    await world.app.getByRole('button', { name: 'Edit “Call back”' }).click()
    await expect(world.app.getByRole('textbox', { name: 'Name' })).toBeFocused()
    expect(await violations(await appFrame(world.app))).toEqual([])
  }
  expect(sent(world, 'app.option.set')).toBe(0)
})
