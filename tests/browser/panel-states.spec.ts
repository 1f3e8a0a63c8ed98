import { type Frame, type Locator, type Page } from '@playwright/test'
import type { FaultKind } from '../portal/core/faults.ts'
import { appFrame } from './support/app-frame.ts'
import { violations } from './support/axe.ts'
import { inBothSchemes } from './support/schemes.ts'
import { expect, test, type World } from './support/test.ts'

// Every panel in every state, with the real SDK. The panels are those whose tabs are on screen: a new one is tested without a word here.

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
  await tabs(world).filter({ hasText: name }).click()
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

/** Goes from tab to tab. */
async function inEveryPanel(world: World, look: (name: string, names: readonly string[]) => Promise<void>): Promise<void> {
  await expect(tabs(world).first()).toBeVisible()
  const names = (await tabs(world).allTextContents()).map(name => name.trim())
  expect(names.length).toBeGreaterThan(2)
  for (const name of names) {
    await tabs(world).filter({ hasText: name }).click()
    await expect(tabs(world).filter({ hasText: name })).toHaveAttribute('aria-selected', 'true')
    await look(name, names)
  }
}

async function expectReady(world: World): Promise<void> {
  await expect(panel(world).locator('[aria-busy="true"], [role="alert"]')).toHaveCount(0)
  await expect(panel(world).locator('*').first()).toBeVisible()
}

test('every panel says that it loads, says that it failed, and trying again by keyboard makes it ready', async ({ world, page }) => {
  await openWithoutLastView(world)
  await inEveryPanel(world, async (name) => {
    fail(world, { kind: 'silence' })
    await reopenAt(world, page, name)
    await expect(panel(world).locator('[aria-busy="true"]'), name).toBeVisible()
    await expect(panel(world).getByRole('status').first(), name).toHaveText('Loading…')

    for (const [kind, words, action] of [['http-500', 'Something unexpected went wrong', 'Reload'], ['broken-json', 'cannot read', 'Try again']] as const) {
      fail(world, { kind })
      await reopenAt(world, page, name)
      await expect(panel(world).getByRole('alert'), name).toContainText(words)
      portal(world).clearFaults()
      await panel(world).getByRole('alert').getByRole('button', { name: action }).focus()
      // the key goes up when the page is there: in one that it has just sent away nobody would hear it
      await page.keyboard.down('Enter')
      await expectReady(world)
      await page.keyboard.up('Enter')
    }
    // a page that is loaded again begins at its beginning; one that stays keeps the focus where one was
    expect(await panel(world).evaluate(element => element.contains(document.activeElement)), `${name} keeps the focus`).toBe(true)
  })
})

test('who was in a panel that gives way to the one open before, because it is known at last who looks, is in that one', async ({ world, page }) => {
  await world.open()
  await tabs(world).filter({ hasText: 'People' }).click()
  await expectReady(world)
  await loseView(await appFrame(world, page))
  fail(world, { kind: 'broken-json' })
  await reopen(page)
  await expect(tabs(world).first()).toHaveAttribute('aria-selected', 'true')
  await expect(panel(world).getByRole('alert')).toBeVisible()
  portal(world).clearFaults()
  await panel(world).getByRole('button', { name: 'Try again' }).press('Enter')
  await expect(tabs(world).filter({ hasText: 'People' })).toHaveAttribute('aria-selected', 'true')
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
    await tabs(world).filter({ hasText: other }).click()
    await answered
    await expectReady(world)
    await expect(tabs(world).filter({ hasText: other })).toHaveAttribute('aria-selected', 'true')
    portal(world).clearFaults()
  })
})

test('where there is nothing the panels say so', async ({ world }) => {
  world.prepare({ scenario: 'crm-deal' })
  const chat = portal(world).world.chats.get(1439)
  while (chat && chat.messages.count > 0) chat.messages.remove(chat.messages.firstId)
  await world.visit({ lang: 'en' })
  await expect(panel(world)).toContainText('Nothing has been written here yet.')
  await tabs(world).filter({ hasText: 'People' }).click()
  await world.app.getByRole('searchbox').fill('nobody')
  await expect(panel(world)).toContainText('Nobody matches.')
  await tabs(world).filter({ hasText: 'Search' }).click()
  await world.app.getByRole('searchbox').fill('anything')
  await expect(panel(world)).toContainText('Nothing was found.')
})

/** Goes with the arrows to what is in the rows of the list that has the focus, for which the Tab key has one stop. */
async function goThroughRows(frame: Frame, page: Page, seen: Set<string>): Promise<void> {
  const press = async (key: string): Promise<boolean> => {
    const before = await frame.evaluateHandle(() => document.activeElement)
    await page.keyboard.press(key)
    const at = await frame.evaluate(() => document.activeElement?.getAttribute('data-key') ?? 'new')
    seen.add(at)
    return await frame.evaluate(element => element !== document.activeElement, before)
  }
  const isThere = () => frame.evaluate(keys => [...document.activeElement?.closest('[role="list"], ul, ol, table')?.querySelectorAll('[data-key]') ?? []]
    .some(element => !keys.includes(element.getAttribute('data-key') ?? '')), [...seen])
  // the stop may be a row further down: where one was, or what came first when others had not come yet
  await press('Home')
  do {
    while (await isThere() && await press('ArrowRight'));
    while (await isThere() && await press('ArrowLeft'));
  } while (await isThere() && await press('ArrowDown'))
}

/** What the keyboard should reach in the panel, and what it did reach, each named. */
async function tabThrough(world: World, page: Page): Promise<{ unreached: string[], lost: number }> {
  const frame = await appFrame(world, page)
  const seen = new Set<string>()
  let lost = 0
  await frame.evaluate(() => document.querySelectorAll('[role="tabpanel"] :is(a[href], button, input, select, summary, textarea)').forEach((element, index) => element.setAttribute('data-key', String(index))))
  for (let presses = 0; presses < 200; presses += 1) {
    await page.keyboard.press('Tab')
    const at = await frame.evaluate(() => {
      const { activeElement: element } = document
      if (!document.hasFocus()) return 'left'
      if (element === document.body || !element) return 'body'
      if (element.matches('details:not([open]) > summary')) return 'folded'
      return element.getAttribute('data-key') ?? 'new'
    })
    if (at === 'left') break
    if (at === 'body') lost += 1
    if (at === 'folded') {
      await page.keyboard.press('Enter')
      await frame.evaluate(() => document.activeElement?.setAttribute('data-key', 'unfolded'))
    }
    seen.add(at)
    if (await frame.evaluate(() => document.activeElement?.closest('[role="list"], ul, ol, table')?.querySelector('[tabindex="-1"]') ?? null) !== null) await goThroughRows(frame, page, seen)
  }
  const unreached = await frame.evaluate(keys => [...document.querySelectorAll('[role="tabpanel"] [data-key]')]
    .filter(element => element instanceof HTMLElement && element.offsetParent !== null && !element.matches(':disabled') && !keys.includes(element.getAttribute('data-key') ?? ''))
    .map(element => `${element.tagName} ${element.textContent?.trim()}`), [...seen, 'unfolded'])
  return { unreached, lost }
}

test('every control of every panel is reached with the keyboard alone, from the tabs on', async ({ world, page }) => {
  await world.open({ scenario: 'crm-deal', lang: 'en' })
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
  await tabs(world).first().focus()
  const names = await tabs(world).allTextContents()
  for (const [index, name] of names.entries()) {
    if (index > 0) await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await expect(tabs(world).nth(index)).toHaveAttribute('aria-selected', 'true')
    await expectReady(world)
    // as long as a chat is read, rows come and change their order
    await expect(panel(world).getByRole('progressbar'), name).toHaveCount(0)
    expect(await tabThrough(world, page), name).toEqual({ unreached: [], lost: 0 })
    await tabs(world).nth(index).focus()
  }
})

test('axe finds nothing wrong in any panel, light or dark, and nothing reaches beyond 320 px, also at twice the text size', async ({ world, page }) => {
  world.prepare({})
  const chat = portal(world).world.chats.get(1489)
  if (chat) chat.name = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'
  await world.visit({ lang: 'de' })
  await inEveryPanel(world, async (name) => {
    await expectReady(world)
    const frame = await appFrame(world, page)
    for (const summary of await panel(world).locator('summary').all()) await summary.click()
    await expectReady(world)
    await inBothSchemes(page, frame, async theme => expect(await violations(frame), `${name}, ${theme}`).toEqual([]))
    for (const size of ['200%', '100%']) {
      const overflow = await frame.evaluate((fontSize) => {
        document.documentElement.style.fontSize = fontSize
        return document.documentElement.scrollWidth - document.documentElement.clientWidth
      }, size)
      expect(overflow, `${name}, ${size}`).toBeLessThanOrEqual(0)
    }
  })
})
