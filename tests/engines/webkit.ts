/** WebKitGTK's small browser by WebDriver, https://www.w3.org/TR/webdriver2/, on a screen that nobody sees. */
import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { CALL_LIMIT_MS, type Driver, freePorts, type LaunchOptions, type Place, startProgram, START_LIMIT_MS, WINDOW } from './driver.ts'

const LOCALE = 'en_GB.UTF-8'
const PAUSE_MS = 100
/** The name of an element's id, by the standard. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'
type Element = Record<typeof ELEMENT, string>

type Ask = <Result>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<Result>

/** Without a locale of its own the browser says that its language is `C`; made here, it changes nothing on the system. */
async function makeLocale(folder: string): Promise<void> {
  await promisify(execFile)('localedef', ['--inputfile=en_GB', '--charmap=UTF-8', join(folder, LOCALE)])
}

/** What the browser tells pages of the settings of its system; of forced colours and fingers it tells nothing. */
async function stopMotion(folder: string): Promise<void> {
  for (const version of ['3.0', '4.0']) {
    await mkdir(join(folder, `gtk-${version}`), { recursive: true })
    await writeFile(join(folder, `gtk-${version}`, 'settings.ini'), '[Settings]\ngtk-enable-animations=0\n')
  }
}

export async function openWebkit({ home, mayKeep, theme, isAdapted }: LaunchOptions): Promise<Driver> {
  await makeLocale(home)
  if (isAdapted) await stopMotion(home)
  const errors: string[] = []
  const [port = 0] = await freePorts(1)
  const env = {
    HOME: home, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home, XDG_CACHE_HOME: home, LOCPATH: home, LANG: LOCALE, LC_ALL: LOCALE,
    GTK_THEME: theme === 'dark' ? 'Adwaita:dark' : 'Adwaita',
  }
  const args = ['-a', '-s', `-screen 0 ${WINDOW.width}x${WINDOW.height + 200}x24`, 'WebKitWebDriver', `--port=${port}`]
  const program = startProgram('xvfb-run', args, env, (line) => {
    if (/CONSOLE JS ERROR/.test(line)) errors.push(line)
  })
  const ask = askAt(`http://127.0.0.1:${port}`)
  await untilReady(ask)
  const { sessionId, capabilities } = await ask<{ sessionId: string, capabilities: { browserVersion: string } }>('POST', '/session', { capabilities: { alwaysMatch: {
    'acceptInsecureCerts': true,
    'timeouts': { script: CALL_LIMIT_MS, pageLoad: CALL_LIMIT_MS, implicit: 0 },
    'webkitgtk:browserOptions': { args: [
      '--automation', '--enable-write-console-messages-to-stdout=true',
      ...(mayKeep ? [] : ['--features=-IndexedDBAPI,-LocalStorage']),
    ] },
  } } })
  const inSession: Ask = (method, path, body) => ask(method, `/session/${sessionId}${path}`, body)
  await inSession('POST', '/window/rect', { x: 0, y: 0, ...WINDOW })
  return {
    ...inWindow(inSession),
    version: `WebKitGTK ${capabilities.browserVersion}`,
    isActive: true,
    errors,
    async close() {
      await inSession('DELETE', '').catch((error: unknown) => errors.push(String(error)))
      await program.end()
    },
  }
}

function askAt(origin: string): Ask {
  return async <Result>(method: string, path: string, body?: object) => {
    const text = body === undefined ? {} : { body: JSON.stringify(body) }
    const response = await fetch(origin + path, { method, signal: AbortSignal.timeout(2 * CALL_LIMIT_MS), ...text })
    const { value } = await response.json() as { value: Result & { error?: string, message?: string } | null } // as the protocol has it
    if (value?.error !== undefined) throw new Error(`${path}: ${value.error}: ${value.message}`)
    return value as Result // as the protocol has it
  }
}

/** The driver answers once it listens; there is no other sign of that. */
async function untilReady(ask: Ask): Promise<void> {
  const end = Date.now() + START_LIMIT_MS
  for (;;) {
    const isReady = await ask<{ ready: boolean }>('GET', '/status').then(({ ready }) => ready, () => false)
    if (isReady) return
    if (Date.now() > end) throw new Error('WebKitWebDriver does not start.')
    await new Promise(resolve => setTimeout(resolve, PAUSE_MS))
  }
}

function inWindow(ask: Ask): Omit<Driver, 'isActive' | 'close' | 'errors' | 'version'> {
  /** Where the commands go; undefined when nobody knows. */
  let current: Place | undefined

  async function enter(place: Place): Promise<void> {
    current = undefined
    await ask('POST', '/frame', { id: null })
    if (place !== null) await ask('POST', '/frame', { id: await ask<Element>('POST', '/element', { using: 'css selector', value: place }) })
    current = place
  }

  /** In the frame where the last command was, unless that is gone, and another one in its place. */
  async function within<Result>(place: Place, command: () => Promise<Result>): Promise<Result> {
    if (current !== place) await enter(place)
    try {
      return await command()
    } catch (error) {
      if (!/no such (?:frame|window)/.test(String(error))) throw error
      await enter(place)
      return await command()
    }
  }

  return {
    async goTo(url) {
      current = undefined
      await ask('POST', '/frame', { id: null })
      await ask('POST', '/url', { url })
    },
    async call(place, source, args) {
      const script = `
        const [args, done] = arguments
        Promise.resolve().then(() => (${source})(...JSON.parse(args))).then(value => done({ value: JSON.stringify(value) }), error => done({ error: String(error) }))
      `
      const { value, error } = await within(place, () => ask<{ value?: string, error?: string }>('POST', '/execute/async', { script, args: [JSON.stringify(args)] }))
      if (error !== undefined) throw new Error(error)
      return value === undefined ? undefined : JSON.parse(value) as unknown
    },
    async click(place, source, args) {
      const script = `return (${source})(...JSON.parse(arguments[0]))`
      const element = await within(place, () => ask<Element | null>('POST', '/execute/sync', { script, args: [JSON.stringify(args)] }))
      if (element === null) return false
      await ask('POST', `/element/${element[ELEMENT]}/click`, {})
      return true
    },
    async press(place, keys) {
      const actions = keys.flatMap(value => [{ type: 'keyDown', value }, { type: 'keyUp', value }])
      await within(place, () => ask('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] }))
    },
    async screenshot() {
      return Buffer.from(await ask<string>('GET', '/screenshot'), 'base64')
    },
  }
}
