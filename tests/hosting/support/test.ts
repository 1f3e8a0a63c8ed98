import { chromium, expect, test as base, type Browser, type FrameLocator, type Page } from '@playwright/test'
import { withAppUrl } from '../../browser/support/sites.ts'
import type { Scenario } from '../../portal/core/world/model.ts'
import { createCertificate } from '../../portal/server/certificate.ts'
import type { Tls } from '../../portal/server/http-listener.ts'
import { createPortalServer, type PortalServer } from '../../portal/server/portal-server.ts'
import { openDoor, type Door } from './door.ts'

/** Names under which the tests' browser reaches what runs on this machine. */
const PORTAL_HOST = 'demo.bitrix24.com'
const FOREIGN_HOST = 'other.bitrix24.com'
/** The host that the recipes name. */
export const APP_HOST = 'apps.example.com'
export const APP_URL = `https://${APP_HOST}/chatside/`

export interface Stage {
  tls: Tls
  /** The portal that the recipes are written for. */
  portal: PortalServer
  /** One that they do not name, also in Bitrix24's cloud, so that the build itself would accept it. */
  foreign: PortalServer
  /** Leads to the host that is tested. */
  door: Door
}

export interface Visit {
  page: Page
  app: FrameLocator
  /** What a policy stopped, what the browser complained about, and errors that nobody caught. */
  complaints: string[]
}

export type Open = (server: PortalServer, options?: { scenario?: string | Scenario, appUrl?: string, view?: 'app' }) => Promise<Visit>

/** What a browser prints about policies, headers it does not understand, and files of the wrong type. */
const COMPLAINT = /Content.Security.Policy|Permissions.Policy|Trusted ?Type|Refused to|violates|MIME type/i

function watch(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (COMPLAINT.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', error => complaints.push(error.message))
  return complaints
}

/** Leads every name to this machine, and lets the browser itself ask nobody. */
export function browserArguments({ portal, foreign, door }: Stage): string[] {
  const ports: [string, number][] = [[PORTAL_HOST, portal.port], [FOREIGN_HOST, foreign.port], [APP_HOST, door.port]]
  const rules = [...ports.map(([host, port]) => `MAP ${host}:443 127.0.0.1:${port}`), 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1']
  return [
    `--host-resolver-rules=${rules.join(', ')}`,
    '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic',
  ]
}

export const test = base.extend<{ open: Open }, { stage: Stage, browser: Browser }>({
  stage: [async ({}, use) => {
    const tls = await createCertificate([PORTAL_HOST, FOREIGN_HOST, APP_HOST])
    const options = { appUrl: APP_URL, scenario: 'small-group', seed: 'hosting', tls }
    const portal = await createPortalServer({ ...options, domain: PORTAL_HOST })
    const foreign = await createPortalServer({ ...options, domain: FOREIGN_HOST })
    const door = await openDoor()
    await use({ tls, portal, foreign, door })
    await Promise.all([portal.close(), foreign.close(), door.close()])
  }, { scope: 'worker' }],

  browser: [async ({ stage }, use) => {
    const executablePath = process.env['CHATSIDE_BROWSER']
    const browser = await chromium.launch({ args: browserArguments(stage), ...(executablePath ? { executablePath } : {}) })
    await use(browser)
    await browser.close()
  }, { scope: 'worker' }],

  open: async ({ context }, use) => {
    await use(async (server, { scenario = 'small-group', appUrl = APP_URL, view } = {}) => {
      const page = await context.newPage()
      const complaints = watch(page)
      // the events say what the messages do not: violations that are only reported, in every frame
      await page.exposeBinding('reportViolation', (_source, violation: string) => complaints.push(violation))
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
          const report: unknown = Reflect.get(window, 'reportViolation')
          if (typeof report === 'function') report(`${effectiveDirective} ${blockedURI} ${sample}`)
        })
      })
      server.useScenario(withAppUrl(scenario, appUrl))
      await page.goto(`${server.url}/online/?${view === undefined ? 'panel=1' : `view=${view}`}`)
      return { page, app: page.frameLocator('iframe[id^="appframe_"]').first(), complaints }
    })
  },
})

export { expect }
