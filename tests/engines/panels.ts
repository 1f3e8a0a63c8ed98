/** The panels beside a chat, as a person gets to them. */
import { type Walk, walk } from '../support/keyboard-walk.ts'
import { COMPLETE_PANELS } from '../support/complete-panels.ts'
import { expect, type World } from './test.ts'
import { KEYS, type Query, type View } from './view.ts'

/** What the Overview has when the chat is read. */
export const MEMBERS: Query = { role: 'list', name: 'Members' }

/** A number in the name of a tab says how much is new. */
const named = (title: string): RegExp => new RegExp(`^${title}(?: [\\p{N}+]+)?$`, 'u')

/** Opens a panel by its tab, or by the menu of those that have no room. */
export async function openPanel(app: View, title: string): Promise<void> {
  const tab: Query = { css: '[role="tab"]', name: named(title) }
  await app.see({ css: '[role="tablist"]' })
  if (await app.isInReach(tab)) {
    await app.click(tab)
  } else {
    const item: Query = { css: '[popover] button', text: named(title) }
    // a driver may click where the button has just been
    await expect.poll(async () => {
      if ((await app.find({ css: ':popover-open' })).length === 0) await app.click({ css: '[role="tablist"] ~ [popovertarget]' })
      return await app.find(item)
    }).toHaveLength(1)
    await app.click(item)
  }
  const panel: Query = { role: 'tabpanel', name: named(title) }
  await app.see(panel)
  await app.count({ css: '[aria-busy="true"]', inside: panel }, 0)
}

/** What the tabs say, also those without room. */
export const titles = (app: View): Promise<string[]> => app.evaluate(() => (
  [...document.querySelectorAll('[role="tab"]')].map(tab => tab.firstChild?.textContent?.trim() ?? '')
))

const TITLE_OF: Readonly<Record<keyof typeof COMPLETE_PANELS, string>> = {
  'overview': 'Overview', 'catch-up': 'Catch up', 'people': 'People', 'search': 'Search', 'shared': 'Links and files', 'insights': 'Insights',
  'notes': 'Notes', 'templates': 'Templates', 'export': 'Export',
}
const IDS = Object.keys(COMPLETE_PANELS) as (keyof typeof COMPLETE_PANELS)[]

/** In the order of their tabs. */
export const TITLES = IDS.map(id => TITLE_OF[id])

/** Goes from tab to tab, in whatever language they are written, and looks at each panel when it is ready. */
export async function inEveryPanel(app: View, look: (title: string) => Promise<void>, written: readonly string[] = TITLES): Promise<void> {
  for (const [index, id] of IDS.entries()) {
    const title = written[index] ?? ''
    await openPanel(app, title)
    await app.see({ css: `#panel-${id} ${COMPLETE_PANELS[id]}` })
    await look(title)
  }
}

/** Goes through the open panel, which was opened by a press on its tab or on the button beside the tabs: there the walk begins. */
export async function walkPanel({ app, page, isActive }: Pick<World, 'app' | 'page' | 'isActive'>): Promise<Walk> {
  // as long as a chat is read, rows come and change their order
  await app.count({ css: 'progress, [role="progressbar"]' }, 0)
  await expect.poll(() => app.evaluate(() => document.activeElement?.matches('[role="tab"], [popovertarget]'))).toBe(true)
  return await walk({
    evaluate: app.evaluate,
    press: key => app.press(KEYS[key]),
    hasLeft: () => page.evaluate(() => document.activeElement?.matches('iframe[id^="appframe_"]') !== true),
    // the row with the focus is kept by the focus that it hears of
    canJump: isActive,
    unfold: () => isActive
      ? app.press(KEYS.Enter)
      : app.evaluate(() => {
          if (document.activeElement instanceof HTMLElement) document.activeElement.click()
        }),
  })
}
