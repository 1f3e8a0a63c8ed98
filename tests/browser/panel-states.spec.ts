import { type Frame, type Locator, type Page } from '@playwright/test'
import type { FaultKind } from '../portal/core/faults.ts'
import { appFrame } from './support/app-frame.ts'
import { expectReady, expectComplete, openedPanel, openPanel, panelNames } from './support/open-panel.ts'
import { expectAccessible } from './support/schemes.ts'
import { expect, test, type World } from './support/test.ts'

// Every panel in every state, with the real SDK. The panels are those that are offered: a new one is tested without a word here.

const tabs = (world: World): Locator => world.app.getByRole('tab')
const panel = (world: World): Locator => world.app.getByRole('tabpanel')
const portal = (world: World) => world.sites.portal.portal()

function fail(world: World, fault: FaultKind): void {
  portal(world).clearFaults()
  portal(world).addFault({ side: 'rest', target: '*', fault, times: null })
}

/** Closes the panel in the portal and opens it again, as a cold start beside the same chat. */
async function reopen(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Back' }).click()
  await page.getByRole('region', { name: 'Applications' }).getByRole('button').first().click()
}

/** As {@link reopen}; then the panel by its tab, because nobody's place comes back before the portal has said who looks. */
async function reopenAt(world: World, page: Page, name: string): Promise<void> {
  await reopen(page)
  await openPanel(world.app, name)
}

/** Opens the sidebar where nothing is painted before the portal has answered: an administrator does not let browsers keep how chats looked. */
async function openWithoutLastView(world: World): Promise<void> {
  world.prepare({})
  portal(world).world.app.options['keepViews'] = 'no'
  await world.visit()
}

/** The browser has let go of how the chat looked, not of where somebody was, once both are kept. */
async function loseView(frame: Frame): Promise<void> {
  await frame.waitForFunction(() => Object.keys(sessionStorage).some(name => name.startsWith('chatside draft ')))
  await frame.waitForFunction(() => new Promise<boolean>((resolve) => {
    const opening = indexedDB.open('chatside-views')
    opening.addEventListener('success', () => {
      const { result } = opening
      const removal = result.transaction('views', 'readwrite')
      const count = removal.objectStore('views').count()
      removal.objectStore('views').clear()
      removal.addEventListener('complete', () => {
        result.close()
        resolve(count.result > 0)
      })
    })
  }))
}

/** Goes from panel to panel. */
async function inEveryPanel(world: World, look: (name: string, names: readonly string[]) => Promise<void>): Promise<void> {
  await expect(tabs(world).first()).toBeVisible()
  const names = await panelNames(world.app)
  expect(names.length).toBeGreaterThan(2)
  for (const name of names) {
    await openPanel(world.app, name)
    await expect(openedPanel(world.app)).toContainText(name)
    await look(name, names)
  }
}

test('every panel says that it loads, says that it failed, and trying again by keyboard makes it ready', async ({ world, page }) => {
  await openWithoutLastView(world)
  await inEveryPanel(world, async (name, names) => {
    fail(world, { kind: 'silence' })
    await reopenAt(world, page, name)
    await expect(panel(world).locator('[aria-busy="true"]'), name).toBeVisible()
    await expect(panel(world).getByRole('status').first(), name).toHaveText('Loading…')

    // to load the page again is the page's own way, whichever panel offers it
    const reload = names[0] === name ? [['http-500', 'Something unexpected went wrong', 'Reload']] as const : []
    for (const [kind, words, action] of [...reload, ['broken-json', 'cannot read', 'Try again']] as const) {
      fail(world, { kind })
      await reopenAt(world, page, name)
      await expect(panel(world).getByRole('alert'), name).toContainText(words)
      portal(world).clearFaults()
      await panel(world).getByRole('alert').getByRole('button', { name: action }).focus()
      // the key goes up when the page is there: in one that it has just sent away nobody would hear it
      await page.keyboard.down('Enter')
      await expectReady(world.app)
      await page.keyboard.up('Enter')
    }
    // a page that is loaded again begins at its beginning; one that stays keeps the focus where one was
    expect(await panel(world).evaluate(element => element.contains(document.activeElement)), `${name} keeps the focus`).toBe(true)
  })
})

test('who was in a panel that gives way to the one open before, because it is known at last who looks, is in that one', async ({ world, page }) => {
  await world.open()
  await openPanel(world.app, 'People')
  await expectReady(world.app)
  await loseView(await appFrame(world.app))
  fail(world, { kind: 'broken-json' })
  await reopen(page)
  await expect(tabs(world).first()).toHaveAttribute('aria-selected', 'true')
  await expect(panel(world).getByRole('alert')).toBeVisible()
  portal(world).clearFaults()
  await panel(world).getByRole('button', { name: 'Try again' }).press('Enter')
  await expect(openedPanel(world.app)).toContainText('People')
  await expect(panel(world)).toBeFocused()
})

for (const [scenario, words] of [['no-im-scope', 'permission “im”'], ['left', 'does not let you see']] as const) {
  test(`in ${scenario} every panel says what is not allowed`, async ({ world }) => {
    await world.open({ scenario })
    await inEveryPanel(world, async (name) => {
      await expect(panel(world), name).toContainText(words)
      await expect(panel(world).locator('[aria-busy="true"]'), name).toHaveCount(0)
    })
  })
}

test('an answer that comes when another panel is shown changes nothing there', async ({ world, page }) => {
  await world.open()
  await inEveryPanel(world, async (name, names) => {
    const other = names[(names.indexOf(name) + 1) % names.length] ?? ''
    fail(world, { kind: 'latency', ms: 400 })
    const answered = page.waitForResponse(response => response.url().includes('/rest/'))
    await reopen(page)
    await openPanel(world.app, other)
    await answered
    await expectReady(world.app)
    await expect(openedPanel(world.app)).toContainText(other)
    portal(world).clearFaults()
  })
})

test('where there is nothing the panels say so', async ({ world }) => {
  world.prepare({ scenario: 'crm-deal' })
  const chat = portal(world).world.chats.get(1439)
  while (chat && chat.messages.count > 0) chat.messages.remove(chat.messages.firstId)
  await world.visit({ lang: 'en' })
  await expect(panel(world)).toContainText('Nothing has been written here yet.')
  await openPanel(world.app, 'People')
  await world.app.getByRole('searchbox').fill('nobody')
  await expect(panel(world)).toContainText('Nobody matches.')
  await openPanel(world.app, 'Search')
  await world.app.getByRole('searchbox').fill('anything')
  await expect(panel(world)).toContainText('Nothing was found.')
})

test('axe finds nothing wrong in any panel, light or dark, and nothing reaches beyond 320 px, also at twice the text size', async ({ world, page }) => {
  world.prepare({})
  const chat = portal(world).world.chats.get(1489)
  if (chat) chat.name = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'
  await world.visit({ lang: 'de' })
  await inEveryPanel(world, async (name) => {
    await expectComplete(world.app)
    const frame = await appFrame(world.app)
    for (const summary of await panel(world).locator('summary').all()) await summary.click()
    await expectReady(world.app)
    await expectAccessible(page, frame, name)
    for (const size of ['200%', '100%']) {
      const overflow = await frame.evaluate((fontSize) => {
        document.documentElement.style.fontSize = fontSize
        return document.documentElement.scrollWidth - document.documentElement.clientWidth
      }, size)
      expect(overflow, `${name}, ${size}`).toBeLessThanOrEqual(0)
    }
  })
})
