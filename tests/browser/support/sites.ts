import { createHash, X509Certificate } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { Scenario } from '../../portal/core/world/model.ts'
import { scenario as scenarioByName } from '../../portal/scenarios/index.ts'
import type { PortalServer } from '../../portal/server/portal-server.ts'
import { buildPage } from '../../portal/server/build-page.ts'
import { createPortalServer } from '../../portal/server/portal-server.ts'
import { createCertificate } from '../../portal/server/certificate.ts'
import type { StaticApp } from '../../portal/server/static-app.ts'
import { serveStaticApp } from '../../portal/server/static-app.ts'
import { PAGES, WITH_STAND_INS } from '../pages/build-pages.ts'
import { PLAIN_BUILD } from './plain-build.ts'

/** Names under which the browser reaches what runs on this machine; its own resolver rule maps them. */
export const PORTAL_HOST = 'demo.bitrix24.com'
const OTHER_HOST = 'other.bitrix24.com'
export const FOREIGN_HOST = 'portal.foreign.example'
const APP_HOST = 'apps.chatside.example'
const FOLDER_HOST = 'static.chatside.example'
const PAGES_HOST = 'pages.chatside.example'

export interface Sites {
  portal: PortalServer
  /** A second portal that the build accepts. */
  other: PortalServer
  /** A page like the portal's on a host that no build accepts. */
  foreign: PortalServer
  /** The build at the root of its host. */
  app: StaticApp
  /** The same build in `/some/folder/`, or the one that is named for it. */
  folder: StaticApp
  /** The tests' own pages: `sdk.html`, `bare.html`, `floor.html`, `core.html`, `doors.html`, `history.html`. */
  pages: StaticApp
  /** Beginning of the addresses of `sdk.html` and `doors.html`, over the SDK that is asked for. */
  sdkPages: string
  /** Browser arguments that map the names to the ports and every other name to nowhere. */
  browserArguments: string[]
  /** To add where the browser's cache matters: it keeps nothing of a host whose certificate error is ignored. */
  trustArgument: string
  close(): Promise<void>
}

/** The SDK as the app ships it, or as its package does. */
export type Sdk = 'stand-ins' | 'plain'

/** Beginning of the addresses of `sdk.html` and `doors.html` over either SDK. */
export function sdkPagesOf(pages: StaticApp, sdk: Sdk): string {
  return sdk === 'plain' ? pages.url : `${pages.url}${WITH_STAND_INS}/`
}

interface SitesOptions {
  /** Which SDK the app is built with; by default as it ships. */
  sdk?: Sdk
  /** The hosts compress as real ones do. */
  isCompressed?: boolean
  /** Another build for `folder`. */
  inFolder?: string
  /** Without TLS, as in an office's own network: the portal under this name, and a build that accepts it. */
  plain?: { portalHost: string, build: string }
}

/** Starts every server that a worker's tests talk to, on free ports, over TLS by default. */
export async function startSites(seed: string, { sdk = 'stand-ins', isCompressed = false, plain, inFolder }: SitesOptions = {}): Promise<Sites> {
  await buildPage()
  const portalHost = plain?.portalHost ?? PORTAL_HOST
  const tls = plain ? null : await createCertificate([portalHost, OTHER_HOST, FOREIGN_HOST, APP_HOST, FOLDER_HOST, PAGES_HOST])
  const secure = tls ? { tls } : {}
  const dist = plain?.build ?? (sdk === 'plain' ? PLAIN_BUILD : fileURLToPath(new URL('../../../dist', import.meta.url)))
  const app = await serveStaticApp({ folder: dist, ...secure, domain: APP_HOST, isCompressed })
  const folder = await serveStaticApp({ folder: inFolder ?? dist, path: '/some/folder/', ...secure, domain: FOLDER_HOST, isCompressed })
  const pages = await serveStaticApp({ folder: PAGES, ...secure, domain: PAGES_HOST, isCompressed })
  const portal = await createPortalServer({ appUrl: app.url, scenario: 'small-group', seed, ...secure, domain: portalHost })
  const other = await createPortalServer({ appUrl: app.url, scenario: 'small-group', seed, ...secure, domain: OTHER_HOST })
  const foreign = await createPortalServer({ appUrl: app.url, scenario: 'small-group', seed, ...secure, domain: FOREIGN_HOST })

  const ports: [string, number][] = [
    [portalHost, portal.port], [OTHER_HOST, other.port], [FOREIGN_HOST, foreign.port],
    [APP_HOST, app.port], [FOLDER_HOST, folder.port], [PAGES_HOST, pages.port],
  ]
  const rules = [...ports.map(([host, port]) => `MAP ${host}:${plain ? 80 : 443} 127.0.0.1:${port}`), 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1', 'EXCLUDE localhost']
  return {
    portal, other, foreign, app, folder, pages,
    sdkPages: sdkPagesOf(pages, sdk),
    trustArgument: tls ? trustArgument(tls.cert) : '',
    browserArguments: [
      `--host-resolver-rules=${rules.join(', ')}`,
      // the page of the portal and the app's frame keep their origins, but half as many processes have to be started
      '--disable-site-isolation-trials',
      '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic',
    ],
    async close() {
      await Promise.all([portal, other, foreign, app, folder, pages].map(site => site.close()))
    },
  }
}

function trustArgument(certificate: string): string {
  const key = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' })
  return `--ignore-certificate-errors-spki-list=${createHash('sha256').update(key).digest('base64')}`
}

/** The same scenario for an app at another address. */
export function withAppUrl(name: string | Scenario, appUrl: string): Scenario {
  const found = typeof name === 'string' ? scenarioByName(name) : name
  if (found === undefined) throw new Error(`There is no scenario ${String(name)}.`)
  return { ...found, create: place => found.create({ ...place, appUrl }) }
}
