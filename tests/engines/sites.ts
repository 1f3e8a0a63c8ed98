import { fileURLToPath } from 'node:url'
import { buildPage } from '../portal/server/build-page.ts'
import { createCertificate } from '../portal/server/certificate.ts'
import { createPortalServer, type PortalServer } from '../portal/server/portal-server.ts'
import { serveStaticApp } from '../portal/server/static-app.ts'
import type { EngineName } from './driver.ts'

export const ENGINES: readonly EngineName[] = ['firefox', 'webkit']

/** Names the variable in which the runner tells the tests for which ports the app was built. */
export const PORTS = 'CHATSIDE_ENGINE_PORTS'
/** The app built for portals on this machine. */
export const BUILD = fileURLToPath(new URL('../../test-results/engines-build', import.meta.url))
/** One over http and one over https: two pages of one portal disturb each other, so each browser has its own. */
export const PORTS_OF_AN_ENGINE = 2

/** A portal and the app that it has registered: `localhost` and `127.0.0.1` are two sites, so the frame is a third party's, as in reality. */
export interface Site {
  portal: PortalServer
  appUrl: string
}

export interface Sites {
  plain: Site
  secure: Site
  /** A page like a portal's that the build does not know. */
  foreign: Site
  close(): Promise<void>
}

/** The portals that a build for these ports accepts. */
export function originsAt(ports: readonly number[]): string[] {
  return ports.map((port, index) => `${index % PORTS_OF_AN_ENGINE === 0 ? 'http' : 'https'}://localhost:${port}`)
}

export async function startSites(engine: EngineName): Promise<Sites> {
  await buildPage()
  const first = ENGINES.indexOf(engine) * PORTS_OF_AN_ENGINE
  const [plainPort = 0, securePort = 0] = (process.env[PORTS] ?? '').split(',').map(Number).slice(first)
  const tls = await createCertificate(['localhost', '127.0.0.1'])
  const plainApp = await serveStaticApp({ folder: BUILD })
  const secureApp = await serveStaticApp({ folder: BUILD, tls })
  const open = async (appUrl: string, options: { port?: number, tls?: typeof tls }): Promise<Site> => (
    { appUrl, portal: await createPortalServer({ appUrl, scenario: 'small-group', seed: 'engines', ...options }) }
  )
  const plain = await open(plainApp.url, { port: plainPort })
  const secure = await open(secureApp.url, { port: securePort, tls })
  const foreign = await open(secureApp.url, { tls })
  return {
    plain, secure, foreign,
    async close() {
      await Promise.all([plain.portal, secure.portal, foreign.portal, plainApp, secureApp].map(server => server.close()))
    },
  }
}
