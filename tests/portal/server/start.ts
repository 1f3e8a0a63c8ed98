/**
 * `npm start`: the app from its sources and a simulated portal around it, on two sites as in reality. With `--app` the
 * portal opens an application that runs elsewhere, whatever it is made with.
 */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createServer, type ViteDevServer } from 'vite'
import { buildPage } from './build-page.ts'
import { BadRequest } from './control/read.ts'
import { findFreePort, PortTaken } from './http-listener.ts'
import { createPortalServer, type PortalServer } from './portal-server.ts'

const APP_HOST = '127.0.0.1'
const APP_PORT = 5173
const PORTAL_PORT = 5180
/** `localhost` may mean either; a browser tries both. */
const PORTAL_HOSTS = ['127.0.0.1', '::1']

const running: { app?: ViteDevServer, portal?: PortalServer } = {}
let stoppedAt: number | null = null

async function stop(): Promise<void> {
  // Ctrl-C in a terminal reaches this process twice, once from the terminal and once handed on by npm.
  const isSameKeyPress = stoppedAt !== null && Date.now() - stoppedAt < 300
  if (isSameKeyPress) return
  if (stoppedAt !== null) process.exit(1)
  stoppedAt = Date.now()
  await Promise.allSettled([running.portal?.close(), running.app?.close()])
  process.exit(0)
}

process.on('SIGINT', () => void stop())
process.on('SIGTERM', () => void stop())

interface Flags {
  scenario: string
  /** Null takes the first free port from the usual one on. */
  port: number | null
  /** Address of an application that somebody else serves; null serves Chatside itself. */
  app: string | null
}

/** @throws BadRequest in words for the terminal */
function readFlags(): Flags {
  try {
    const { values } = parseArgs({ options: { scenario: { type: 'string', default: 'small-group' }, port: { type: 'string' }, app: { type: 'string' } } })
    const port = values.port === undefined ? null : Number(values.port)
    if (port !== null && !(Number.isInteger(port) && port > 0 && port < 65_536)) throw new BadRequest(`${values.port} is no port.`)
    if (values.app !== undefined && !/^https?:\/\/[^/]/.test(values.app)) throw new BadRequest(`${values.app} is no http address.`)
    return { scenario: values.scenario, port, app: values.app ?? null }
  } catch (error) {
    throw new BadRequest(`${error instanceof Error ? error.message : String(error)}\nUsage: npm start -- [--scenario <name>] [--port <number>] [--app <address>]`)
  }
}

async function start(): Promise<void> {
  const flags = readFlags()
  // Set before anything of Vite runs: bundling the portal's page would make this process a production one.
  process.env['NODE_ENV'] ??= 'development'
  const portalPort = flags.port ?? await findFreePort(PORTAL_PORT, PORTAL_HOSTS)
  const appPort = await findFreePort(APP_PORT, [APP_HOST])
  // The app's configuration reads this when it loads: the build accepts no portal that is not named.
  process.env['CHATSIDE_PORTALS'] = `http://localhost:${portalPort}`

  const [portal] = await Promise.all([
    startPortal(flags.scenario, portalPort, flags.app ?? `http://${APP_HOST}:${appPort}/`),
    buildPage(),
    flags.app === null ? startApp(appPort) : null,
  ])
  console.log(`
${flags.app ?? 'Chatside'} in a simulated Bitrix24 portal, ready in ${process.uptime().toFixed(1)} s. Open:

  ${portal.url}/online/?panel=1

Not installed yet: the same address with ?scenario=not-installed. Ctrl-C stops.
`)
}

async function startPortal(scenario: string, port: number, appUrl: string): Promise<PortalServer> {
  running.portal = await createPortalServer({ appUrl, scenario, port, hosts: PORTAL_HOSTS })
  return running.portal
}

async function startApp(port: number): Promise<void> {
  const root = fileURLToPath(new URL('../../../', import.meta.url))
  const app = await createServer({
    root,
    configFile: `${root}vite.config.ts`,
    logLevel: 'warn',
    // Their developer build reads localStorage when it loads, which a browser that blocks storage in foreign frames (a
    // private window, for example) answers with an error: the app would not start. This is the package's own empty variant.
    resolve: { alias: { '@vue/devtools-api': `${root}node_modules/@vue/devtools-api/dist/index-node.js` } },
    server: { host: APP_HOST, port, strictPort: true, warmup: { clientFiles: ['./src/main.ts'] } },
  })
  running.app = app
  await app.listen()
}

/** A sentence for what the person at the terminal can mend, everything for the rest. */
function explain(error: unknown): unknown {
  if (error instanceof PortTaken) return `${error.message} Stop it, or choose another with: npm start -- --port ${error.port + 20}`
  return error instanceof BadRequest ? error.message : error
}

start().catch(async (error: unknown) => {
  console.error(explain(error))
  await Promise.allSettled([running.portal?.close(), running.app?.close()])
  process.exit(1)
})
