/** What the benchmarks of opening compare, and how each of it is opened: a first time, and a second one in another tab of the same browser. */
import type { BrowserContext, Page } from '@playwright/test'
import { refuseInFrames } from '../browser/support/refuse-storage.ts'
import { openChat, openWindow, putUp, type Bench } from './sidebar.ts'
import { noteTitles } from './watch-opening.ts'

export interface Subject {
  name: string
  address(bench: Bench): string
  /** Its frames may keep nothing, so that a second opening has the files and nothing else. */
  isForgetful: boolean
}

const CHATSIDE: Subject = { name: 'Chatside', address: ({ sites }) => sites.app.url, isForgetful: false }
/** The least page with the SDK: everything else is told against it. */
export const FLOOR: Subject = { name: 'floor', address: ({ sites }) => `${sites.pages.url}floor.html`, isForgetful: false }

function forgetful(subject: Subject): Subject {
  return { ...subject, isForgetful: true }
}

/** The app, once in frames that may keep nothing; with an earlier build the same of that; and the floor. */
export function subjectsOf({ hasEarlier }: { hasEarlier: boolean }): Subject[] {
  const apps = [CHATSIDE, ...(hasEarlier ? [{ name: 'earlier', address: ({ sites }: Bench) => sites.folder.url, isForgetful: false }] : [])]
  return [...apps.flatMap(app => [app, forgetful(app)]), FLOOR]
}

export interface Openings<Noted> {
  cold: Noted
  second: Noted
}

/**
 * Between the two the chat gets another title: what was kept is told from what was answered by it. The tab is another one at the second: a
 * frame's process ends with it, and with that what only its memory held. `script` runs in every frame before its own.
 */
export async function openTwice<Noted>(
  bench: Bench, scenario: string, subject: Subject, open: (page: Page) => Promise<Noted>, script = '',
): Promise<Openings<Noted>> {
  const context = await openWindow(bench.browser)
  const chat = putUp(bench.sites, scenario, subject.address(bench))
  const known = chat.name
  if (subject.isForgetful) await refuseInFrames(context)
  const inTab = async (now: string): Promise<Noted> => await openInTab(context, bench, `{ ${noteTitles(known, now)} } { ${script} }`, open)
  const cold = await inTab(known)
  chat.name = `${known} II`
  const second = await inTab(chat.name)
  await context.close()
  return { cold, second }
}

async function openInTab<Noted>(context: BrowserContext, { sites }: Bench, script: string, open: (page: Page) => Promise<Noted>): Promise<Noted> {
  const page = await openChat(context, sites, script)
  const noted = await open(page)
  await page.close()
  return noted
}
