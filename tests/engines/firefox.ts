/** Firefox by WebDriver BiDi, which it speaks itself: Debian has no geckodriver. https://w3c.github.io/webdriver-bidi/ */
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { type Driver, type LaunchOptions, type Place, startProgram, START_LIMIT_MS, WINDOW } from './driver.ts'

/** Nothing that a browser does by itself at its first start, and no word to anybody. */
const PREFERENCES = {
  'remote.active-protocols': 1,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.download.alwaysOpenPanel': false,
  'browser.safebrowsing.downloads.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  'app.update.enabled': false,
  'app.normandy.enabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
  'dom.ipc.processPrelaunch.enabled': false,
  'browser.download.folderList': 2,
  'browser.download.useDownloadDir': true,
}

/** Cookies, and with them the storage, of frames of other sites: parted by the site around them (as it comes), or refused. */
const PARTED = 5
const REFUSED = 1

const ADAPTED = {
  'browser.display.document_color_use': 2,
  'ui.prefersReducedMotion': 1,
  // coarse, and does not hover
  'ui.primaryPointerCapabilities': 1,
  'ui.allPointerCapabilities': 1,
  'dom.w3c_touch_events.enabled': 1,
}

interface Remote {
  type: string
  value?: unknown
  sharedId?: string
}

interface Answer {
  id?: number
  type: 'success' | 'error' | 'event'
  result?: unknown
  error?: string
  message?: string
  method?: string
  params?: { level?: string, type?: string, text?: string }
}

interface Connection {
  /** The result is what the protocol says of the method. */
  send<Result>(method: string, params: object): Promise<Result>
  close(): void
}

export async function openFirefox({ home, mayKeep, theme, isAdapted }: LaunchOptions): Promise<Driver> {
  const profile = await mkdtemp(join(home, 'profile-'))
  const preferences = Object.entries({
    ...PREFERENCES,
    ...(isAdapted ? ADAPTED : {}),
    'browser.download.dir': home,
    'network.cookie.cookieBehavior': mayKeep ? PARTED : REFUSED,
    'ui.systemUsesDarkTheme': theme === 'dark' ? 1 : 0,
  })
  await writeFile(join(profile, 'user.js'), preferences.map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join(''))

  let found: (address: string) => void = () => undefined
  const said: string[] = []
  const address = new Promise<string>((resolve, reject) => {
    found = resolve
    setTimeout(() => reject(new Error(`Firefox does not start:\n${said.join('\n')}`)), START_LIMIT_MS).unref()
  })
  const program = startProgram(
    'firefox-esr',
    ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0', `--width=${WINDOW.width}`, `--height=${WINDOW.height}`],
    { HOME: home },
    (line) => {
      said.push(line)
      const [, listening] = /WebDriver BiDi listening on (ws:\S+)/.exec(line) ?? []
      if (listening !== undefined) found(listening)
    },
  )
  const errors: string[] = []
  const connection = await connect(`${await address}/session`, errors)
  const { capabilities } = await connection.send<{ capabilities: { browserVersion: string } }>('session.new', { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } })
  await connection.send('session.subscribe', { events: ['log.entryAdded'] })
  const { contexts: [tab] } = await connection.send<{ contexts: { context: string }[] }>('browsingContext.getTree', { maxDepth: 0 })
  if (!tab) throw new Error('Firefox has no tab.')
  await connection.send('browsingContext.setViewport', { context: tab.context, viewport: WINDOW })
  await connection.send('browsingContext.activate', { context: tab.context })
  return {
    ...inTab(connection, tab.context, isAdapted ? 'touch' : 'mouse'),
    version: `Firefox ${capabilities.browserVersion}`,
    // a headless window is not active: frames hear no focus, and get neither Enter nor Space
    isActive: false,
    errors,
    async close() {
      // nothing is lost with the window
      connection.close()
      await program.end()
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function connect(address: string, errors: string[]): Promise<Connection> {
  const socket = new WebSocket(address, { perMessageDeflate: false })
  await once(socket, 'open')
  const waiting = new Map<number, (answer: Answer) => void>()
  let asked = 0
  socket.on('message', (text) => {
    const answer = JSON.parse(String(text)) as Answer // as the protocol has it
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer)
    else if (answer.method === 'log.entryAdded' && answer.params?.type === 'javascript' && answer.params.level === 'error') errors.push(answer.params.text ?? '')
  })
  socket.on('close', () => waiting.forEach((settle, id) => settle({ id, type: 'error', error: 'closed', message: 'The connection to Firefox is closed.' })))
  return {
    send: <Result>(method: string, params: object) => new Promise<Result>((resolve, reject) => {
      const id = asked += 1
      waiting.set(id, ({ type, result, error, message }) => {
        waiting.delete(id)
        if (type === 'error') reject(new Error(`${method}: ${error}: ${message}`))
        else resolve(result as Result) // as the protocol has it
      })
      socket.send(JSON.stringify({ id, method, params }))
    }),
    close: () => socket.terminate(),
  }
}

function inTab({ send }: Connection, tab: string, pointerType: 'mouse' | 'touch'): Omit<Driver, 'isActive' | 'close' | 'errors' | 'version'> {
  async function run(context: string, functionDeclaration: string, args: readonly unknown[]): Promise<Remote> {
    const answer = await send<{ type: string, result: Remote, exceptionDetails?: { text: string } }>('script.callFunction', {
      functionDeclaration, awaitPromise: true, target: { context }, arguments: [{ type: 'string', value: JSON.stringify(args) }],
    })
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails?.text)
    return answer.result
  }

  async function contextOf(place: Place): Promise<string> {
    if (place === null) return tab
    const { type, value } = await run(tab, 'args => document.querySelector(...JSON.parse(args))?.contentWindow', [place])
    if (type !== 'window') throw new Error(`There is no ${place}`)
    return (value as { context: string }).context // of a window
  }

  return {
    async goTo(url) {
      await send('browsingContext.navigate', { context: tab, url, wait: 'complete' })
    },
    async call(place, source, args) {
      const { value } = await run(await contextOf(place), `async args => JSON.stringify(await (${source})(...JSON.parse(args)))`, args)
      return typeof value === 'string' ? JSON.parse(value) as unknown : undefined
    },
    async click(place, source, args) {
      const context = await contextOf(place)
      const { sharedId } = await run(context, `args => (${source})(...JSON.parse(args))`, args)
      if (sharedId === undefined) return false
      const move = { type: 'pointerMove', x: 0, y: 0, origin: { type: 'element', element: { sharedId } } }
      await send('input.performActions', {
        context, actions: [{ type: 'pointer', id: pointerType, parameters: { pointerType }, actions: [move, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }] }],
      })
      return true
    },
    async press(place, keys) {
      const actions = keys.flatMap(value => [{ type: 'keyDown', value }, { type: 'keyUp', value }])
      await send('input.performActions', { context: await contextOf(place), actions: [{ type: 'key', id: 'keyboard', actions }] })
    },
    async screenshot() {
      const { data } = await send<{ data: string }>('browsingContext.captureScreenshot', { context: tab })
      return Buffer.from(data, 'base64')
    },
  }
}
