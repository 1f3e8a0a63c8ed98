import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { ArchivePage } from './pages/archive.ts'
import { PAGES } from './pages/build-pages.ts'
import { expect, test } from './support/test.ts'

/** As strict as a host can be about where code comes from. */
const POLICY = 'script-src \'self\'; worker-src \'self\'; require-trusted-types-for \'script\'; trusted-types vue chatside-worker'

/** Runs in the page with the archive's client, which has a worker in a thread of its own. */
function inPage<Value>(page: Page, body: (archive: ArchivePage) => Promise<Value>): Promise<Value> {
  return page.evaluate(`(${body.toString()})(window.archivePage)`)
}

test('under a strict policy a real worker takes a conversation in, filters it, cancels what is outdated, and is replaced when it ends', async ({ world, page }) => {
  await page.route('**/archive.html', route => route.fulfill({
    contentType: 'text/html', headers: { 'content-security-policy': POLICY }, body: readFileSync(join(PAGES, 'archive.html'), 'utf8'),
  }))
  await page.goto(`${world.sites.pages.url}archive.html`)
  await page.waitForFunction(() => 'archivePage' in window)

  const taken = await inPage(page, async ({ archive, historyPages, NOTHING_READ }) => {
    const pages = historyPages(5_000)
    let status
    for (const each of pages) status = await archive.call('append', { page: each, mark: NOTHING_READ, readAt: 0 })
    const done = pages.flatMap(({ messages }) => messages).filter(({ text }) => text.startsWith('Done, please'))
    const wanted = done.filter(({ authorId }) => authorId === done[0]?.authorId)
    const found = await archive.call('filter', { text: 'PLEASE Döne', authorIds: wanted.map(({ authorId }) => authorId) })
    return { messages: status?.messages, found: [...found], wanted: wanted.map(({ id }) => id) }
  })
  expect(taken.messages).toBe(5_000)
  expect(taken.wanted.length).toBeGreaterThan(0)
  expect(taken.found).toEqual(taken.wanted)

  const typed = await inPage(page, async ({ archive }) => {
    const settled = await Promise.allSettled(['d', 'do', 'done'].map(text => archive.call('filter', { text }, { lane: 'typing' })))
    return settled.map(({ status }) => status)
  })
  expect(typed).toEqual(['rejected', 'rejected', 'fulfilled'])

  const after = await inPage(page, async ({ archive, crash, crashes }) => {
    const waiting = archive.call('filter', {}).then(() => 'answered', (error: { kind: string }) => error.kind)
    crash()
    return { waiting: await waiting, crashes: crashes(), left: (await archive.call('filter', {})).length }
  })
  expect(after).toEqual({ waiting: 'crashed', crashes: 1, left: 0 })
})
