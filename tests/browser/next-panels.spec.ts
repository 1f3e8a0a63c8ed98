import type { Frame, Page } from '@playwright/test'
import { appFrame } from './support/app-frame.ts'
import { hold } from './support/last-views.ts'
import { expect, test, type World } from './support/test.ts'

// What the tabs lead to comes while nobody waits for it, and what is shown then moves nothing.

/** By their ids, in the order of the tabs. */
const PANELS = ['catch-up', 'people', 'search', 'shared', 'insights', 'notes', 'templates', 'export']
const FILE = /\/(CatchUp|People|Search|Shared|Insights|Notes|Templates|Export)Panel-[\w-]+\.js$/

/** Panels whose file the app's host was asked for, in the order in which they were. */
function askedFor(world: World, since: number): string[] {
  return world.sites.app.requests.slice(since).flatMap(({ path }) => FILE.exec(path)?.[1]?.replace('CatchUp', 'catch-up').toLowerCase() ?? [])
}

/** Opens the sidebar and waits for the chat; hands back how many requests there were before. */
async function openChat(world: World): Promise<number> {
  const before = world.sites.app.requests.length
  await world.open({ scenario: 'small-group' })
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
  return before
}

async function openWithPanels(world: World): Promise<void> {
  const before = await openChat(world)
  await expect.poll(() => askedFor(world, before)).toEqual(PANELS)
}

/** Presses the tab as it is, without bringing it into view first. */
function press(frame: Frame, id: string): Promise<void> {
  return frame.locator(`#tab-${id}`).dispatchEvent('click')
}

function control(world: World, id: string) {
  return world.app.locator(`#panel-${id} :is(button, select, input)`).first()
}

/** Runs in the app's frame at its start: the browser tells this of its line. */
async function pretendLine(page: Page, line: object): Promise<void> {
  await page.addInitScript((told) => {
    Object.defineProperty(navigator, 'connection', { value: told })
  }, line)
}

/** Waits until the browser has been idle for longer than it takes to ask for a panel that nobody pressed. */
function idleFor(frame: Frame, milliseconds: number): Promise<unknown> {
  return frame.evaluate(wanted => new Promise((resolve) => {
    const began = performance.now()
    const look = () => performance.now() - began > wanted ? resolve(null) : requestIdleCallback(look)
    look()
  }), milliseconds)
}

test('the files of all other panels come in the order of their tabs, nothing is asked of the portal, and a press loads no file', async ({ world }) => {
  await openWithPanels(world)
  expect(world.requests().map(({ method }) => method)).toEqual(['batch'])
  const frame = await appFrame(world.app)
  for (const id of PANELS) {
    const known = world.sites.app.requests.length
    await press(frame, id)
    await expect(control(world, id)).toBeVisible()
    expect(askedFor(world, known), id).toEqual([])
  }
})

// which lines are scarce is in src/lib/browser/line.test.ts
test('no panel is loaded before its tab is pressed where the browser says that bytes are dear', async ({ world, page }) => {
  await pretendLine(page, { saveData: true, effectiveType: '4g' })
  const before = await openChat(world)
  const frame = await appFrame(world.app)
  await idleFor(frame, 3_000)
  expect(askedFor(world, before)).toEqual([])
  await press(frame, 'search')
  await expect(control(world, 'search')).toBeVisible()
  expect(askedFor(world, before)).toEqual(['search'])
})

test('in a page that nobody sees no panel is loaded until it is seen', async ({ world, page }) => {
  await page.addInitScript(() => {
    let isHidden = true
    Object.defineProperty(document, 'visibilityState', { get: () => isHidden ? 'hidden' : 'visible' })
    Object.assign(window, {
      show: () => {
        isHidden = false
        document.dispatchEvent(new Event('visibilitychange'))
      },
    })
  })
  const before = await openChat(world)
  const frame = await appFrame(world.app)
  await idleFor(frame, 3_000)
  expect(askedFor(world, before)).toEqual([])
  await frame.evaluate('window.show()')
  await expect.poll(() => askedFor(world, before)).toEqual(PANELS)
})

test('a panel whose script or style did not come beforehand comes when its tab is pressed, and looks as it should', async ({ world, page }) => {
  let refused = 0
  await page.route(/\/(?:Search|People)Panel-[\w-]+\.(?:js|css)$/, async (route) => {
    const isScript = route.request().url().endsWith('.js')
    // of one the script, of the other the style sheet
    if (refused >= 2 || isScript !== route.request().url().includes('PeoplePanel')) return await route.continue()
    refused += 1
    await route.abort()
  })
  const before = await openChat(world)
  await expect.poll(() => askedFor(world, before).at(-1)).toBe('export')
  expect(refused).toBe(2)
  const frame = await appFrame(world.app)
  await expect(world.app.getByRole('alert'), 'nobody is told').toHaveCount(0)
  for (const id of ['people', 'search']) {
    await press(frame, id)
    await expect(control(world, id)).toBeVisible()
    const links = await frame.evaluate(() => [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].map(({ href, sheet }) => [href, sheet !== null] as const))
    expect(links.filter(([, isThere]) => !isThere), 'style sheets that did not come').toEqual([])
    expect(links.some(([href]) => href.toLowerCase().includes(`/${id}panel-`)), `the style sheet of ${id}`).toBe(true)
  }
})

/** What of a panel comes last; no state of its own says so. */
const LAST: Record<string, (world: World) => Promise<unknown>> = {
  people: world => expect(world.app.locator('#panel-people').getByText(/ there$/).filter({ visible: true }).first()).toBeVisible(),
  insights: world => expect(world.app.locator('canvas')).toHaveCount(2),
}

interface Shift { value: number, moved: string[] }
type ShiftsWindow = Window & { shifts: Shift[] }

/** Notes whatever moves in the page by itself, from now on. */
function watchShifts(frame: Frame): Promise<void> {
  return frame.evaluate(() => {
    const shifts: Shift[] = []
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if ('value' in entry && 'sources' in entry && Array.isArray(entry.sources)) {
        const moved = entry.sources.map(({ node, previousRect, currentRect }: { node: Node | null, previousRect: DOMRect, currentRect: DOMRect }) =>
          `${node?.nodeName} ${node?.textContent?.slice(0, 30)} ${previousRect.top} -> ${currentRect.top}`)
        shifts.push({ value: Number(entry.value), moved })
      }
    }).observe({ type: 'layout-shift' })
    Object.assign(window, { shifts })
  })
}

/** What moved since it was asked for; two frames later the browser has told of what moved in this one. */
function takeShifts(frame: Frame): Promise<Shift[]> {
  return frame.evaluate(() => new Promise<Shift[]>((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve((window as unknown as ShiftsWindow).shifts.splice(0)))))
  }))
}

/** Each opening starts with what nobody has read: two panels read the whole chat, so no more than one of them is in one, and last. */
const OPENINGS = [PANELS.filter(id => id !== 'shared' && id !== 'insights').concat('insights'), ['shared']]

for (const width of [320, 700]) {
  for (const ids of OPENINGS) {
    test(`between the press on a tab and its content nothing moves, ${width} pixels wide: ${ids.join(', ')}`, async ({ world, page }) => {
      await page.setViewportSize({ width: 1400, height: 900 })
      await openWithPanels(world)
      const element = await page.waitForSelector('iframe[id^="appframe_"]')
      await element.evaluate((frame, pixels) => {
        if (frame instanceof HTMLElement) frame.style.width = `${pixels}px`
      }, width)
      const frame = await appFrame(world.app)
      await frame.waitForFunction(pixels => window.innerWidth === pixels, width)
      await watchShifts(frame)
      for (const id of ids) {
        await press(frame, 'overview')
        await expect(world.app.locator('#panel-overview')).toBeVisible()
        await expect(world.app.getByRole('list', { name: 'Members' }), 'its last part').toBeVisible()
        await takeShifts(frame)
        await press(frame, id)
        await expect(control(world, id)).toBeVisible()
        const panel = world.app.locator(`#panel-${id}`)
        await expect(panel.locator('[aria-busy="true"], progress')).toHaveCount(0)
        await LAST[id]?.(world)
        const shifts = await takeShifts(frame)
        expect(shifts.reduce((sum, { value }) => sum + value, 0), `${id}: ${JSON.stringify(shifts, null, 1)}`).toBeLessThanOrEqual(0.02)
      }
    })
  }
}

test('what is asked for can be said while the chat is still being read', async ({ world, page }) => {
  await openWithPanels(world)
  const frame = await appFrame(world.app)
  const letGo = await hold(page, world.sites.portal)
  await press(frame, 'shared')
  await world.app.getByRole('button', { name: 'Files', exact: true }).click()
  await world.app.getByRole('searchbox').fill('nothing is called so')
  await expect(world.app.locator('#panel-shared [aria-busy="true"]')).toBeVisible()
  await press(frame, 'insights')
  await world.app.getByLabel('Period').selectOption('days')
  await expect(world.app.locator('#panel-insights [aria-busy="true"]')).toBeVisible()
  await press(frame, 'shared')
  letGo()
  await expect(world.app.getByText('Nothing matches.')).toBeVisible()
})
