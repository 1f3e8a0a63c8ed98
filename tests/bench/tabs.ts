/**
 * How long a person waits after pressing a tab, on a slow machine and an ordinary line: for the panel's own skeleton or content, and for the
 * content; directly after the chat is shown, and after the app has done its idle work.
 */
import type { BrowserContext, Frame } from '@playwright/test'
import { openPanel } from '../browser/support/open-panel.ts'
import { openChat, openItem, openWindow, putUp, SCENARIOS, startBench, untilQuiet, type Bench } from './sidebar.ts'
import { ONE_PROCESS, SLOW_MACHINE, slowDown } from './slow-machine.ts'
import { median, table } from './statistics.ts'
import { drawnIn, noteTitles } from './watch-opening.ts'

const ROUNDS = 3
/** A wait that feels instant. */
const LIMIT_MS = 100
const MODES = ['cold', 'idle'] as const
type Mode = typeof MODES[number]

/** Milliseconds after the press. */
interface Shown {
  own: number
  content: number
}

/**
 * Runs in every frame: notes when the panel of the pressed tab shows a skeleton of its own, and when it shows content, each when it has been
 * drawn. While a panel's file loads there are only bare bars; a panel's own skeleton has its rows. Content is what a person can use.
 */
const NOTE_PANELS = `
  let pressed = null
  const isBare = busy => [...busy.children].every(child => child.matches('[role="status"], .skeleton'))
  const note = (moment) => {
    const { shown, at } = pressed
    shown[moment] = NaN
    requestAnimationFrame(() => requestAnimationFrame(() => { shown[moment] = performance.now() - at }))
  }
  const look = () => {
    const panel = pressed && document.querySelector('#panel-' + pressed.id)
    if (!panel) return
    const busy = panel.querySelector('[aria-busy="true"]')
    const hasContent = !busy && panel.querySelector('button, input, select, li') !== null
    if (!('own' in pressed.shown) && (busy ? !isBare(busy) : hasContent)) note('own')
    if (!('content' in pressed.shown) && hasContent) note('content')
  }
  new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['aria-busy'] })
  addEventListener('pointerdown', ({ target, timeStamp }) => {
    const way = target.closest('[role="tab"], [role="menuitemradio"]')
    const tab = way && [...document.querySelectorAll('[role="tab"]')].find(({ textContent }) => textContent.trim() === way.textContent.trim())
    if (tab) pressed = { id: tab.id.slice('tab-'.length), at: timeStamp, shown: window.shown = {} }
  }, { capture: true })
`

async function press(frame: Frame, id: string): Promise<Shown> {
  await openPanel(frame, (await frame.locator(`#tab-${id}`).textContent())?.trim() ?? '')
  await frame.waitForFunction(() => 'shown' in window && (window.shown as Shown).content > 0, undefined, { timeout: 30_000 })
  return await frame.evaluate(() => (window as unknown as { shown: Shown }).shown)
}

async function pressOnce(context: BrowserContext, bench: Bench, scenario: string, id: string, mode: Mode): Promise<Shown> {
  const chat = putUp(bench.sites, scenario, bench.sites.app.url)
  const page = await openChat(context, bench.sites, `{ ${noteTitles(chat.name, chat.name)} } { ${NOTE_PANELS} }`)
  await slowDown(page)
  const frame = await openItem(page)
  await drawnIn(frame)
  // the panel that is open already is pressed on the way back from another
  if (id === 'overview') await press(frame, 'people')
  if (mode === 'idle') await untilQuiet(frame)
  return await press(frame, id)
}

/** In the order of the tabs. */
async function panelIds(bench: Bench): Promise<string[]> {
  const context = await openWindow(bench.browser)
  putUp(bench.sites, SCENARIOS[0], bench.sites.app.url)
  const page = await openChat(context, bench.sites, '')
  const frame = await openItem(page)
  await frame.getByRole('heading', { level: 1 }).waitFor()
  const ids = await frame.locator('[role="tab"]').evaluateAll(tabs => tabs.map(tab => tab.id.slice('tab-'.length)))
  await context.close()
  return ids
}

/** Prints medians. */
export async function benchTabs(executablePath: string | undefined): Promise<void> {
  const bench = await startBench(executablePath, ONE_PROCESS)
  const ids = await panelIds(bench)
  for (const scenario of SCENARIOS) await measureTabs(bench, scenario, ids)
  await bench.close()
}

async function measureTabs(bench: Bench, scenario: string, ids: readonly string[]): Promise<void> {
  const measured = new Map<string, Shown[]>()
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const id of ids) {
      for (const mode of MODES) {
        const context = await openWindow(bench.browser)
        const shown = await pressOnce(context, bench, scenario, id, mode)
        measured.set(`${id} ${mode}`, [...measured.get(`${id} ${mode}`) ?? [], shown])
        await context.close()
      }
    }
  }
  const of = (id: string, mode: Mode, moment: keyof Shown): number => median((measured.get(`${id} ${mode}`) ?? []).map(shown => shown[moment]))

  console.log(`\nFrom the press on a tab or on its choice in the menu, ${scenario}, median of ${ROUNDS} (${SLOW_MACHINE}), ms; "first" is its own skeleton or content\n`)
  console.log(table([
    ['panel', 'cold: first', 'cold: content', 'idle: first', 'idle: content'],
    ...ids.map(id => [id, ...MODES.flatMap(mode => [of(id, mode, 'own'), of(id, mode, 'content')])]),
  ]))
  const late = ids.filter(id => of(id, 'idle', 'own') > LIMIT_MS)
  console.log(`\nfirst over ${LIMIT_MS} ms when idle: ${late.length === 0 ? 'none' : late.join(', ')}`)
}
