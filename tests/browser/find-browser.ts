import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'
import { installFromSystem, succeeds } from '../support/system-package.ts'

export interface FoundBrowser {
  /** Program to start; undefined means the one that Playwright keeps itself. */
  executablePath: string | undefined
  /** Where it came from, in words for the log. */
  how: string
}

/** The shell comes first: without a window to draw, it does the same with two thirds of the processor time. */
const SYSTEM_NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge']
const SYSTEM_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]
const DOWNLOAD_LIMIT_MS = 5 * 60_000

/** A file that exists may still not run (no libraries, a stub), so every candidate has to open a page once. */
async function runs(executablePath: string | undefined): Promise<boolean> {
  try {
    const browser = await chromium.launch(executablePath === undefined ? {} : { executablePath })
    await browser.close()
    return true
  } catch {
    return false
  }
}

function systemBrowsers(): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)
  const onPath = SYSTEM_NAMES.flatMap(name => folders.map(folder => join(folder, name)))
  const named = process.env['CHATSIDE_BROWSER']
  return [...(named ? [named] : []), ...onPath, ...SYSTEM_PLACES].filter(path => existsSync(path))
}

async function firstSystemBrowser(): Promise<string | undefined> {
  for (const path of systemBrowsers()) {
    if (await runs(path)) return path
  }
  return undefined
}

/**
 * A Chromium that really starts: the one in `CHATSIDE_BROWSER`, Playwright's own, one of the system's, else Playwright's
 * download, else (as root) the system's package manager.
 * @throws Error that says what was tried and what to do
 */
export async function findBrowser(say: (line: string) => void): Promise<FoundBrowser> {
  const named = process.env['CHATSIDE_BROWSER']
  if (named) {
    if (await runs(named)) return { executablePath: named, how: 'named by CHATSIDE_BROWSER' }
    throw new Error(`CHATSIDE_BROWSER names ${named}, which does not start. Correct it or unset it.`)
  }
  if (await runs(undefined)) return { executablePath: undefined, how: 'Playwright\'s own' }
  const installed = await firstSystemBrowser()
  if (installed) return { executablePath: installed, how: 'the system\'s' }

  say('No Chromium found: asking Playwright to download one.')
  if (succeeds('npx', ['playwright', 'install', '--only-shell', 'chromium'], DOWNLOAD_LIMIT_MS) && await runs(undefined)) {
    return { executablePath: undefined, how: 'downloaded by Playwright' }
  }
  say('Playwright could not get one that starts: asking the system\'s package manager.')
  const isInstalled = installFromSystem({ 'apt-get': 'chromium-headless-shell', 'dnf': 'chromium-headless' })
    || installFromSystem({ 'apt-get': 'chromium', 'apk': 'chromium', 'dnf': 'chromium', 'pacman': 'chromium' })
  if (isInstalled) {
    const fresh = await firstSystemBrowser()
    if (fresh) return { executablePath: fresh, how: 'installed by the system\'s package manager' }
  }
  throw new Error([
    'No Chromium that starts could be found or installed, so the browser tests cannot run.',
    'Tried: Playwright\'s own, the system\'s, Playwright\'s download, the system\'s package manager (only as root).',
    'Install Chromium or Chrome, or set CHATSIDE_BROWSER to the program\'s path, and run the command again.',
  ].join('\n'))
}
