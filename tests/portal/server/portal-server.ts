/** The simulated portal behind HTTP: one world at a time, its REST, its page and the few files that page needs. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Clock, createClock } from '../core/clock.ts'
import type { Portal } from '../core/facade.ts'
import { MOBILE_PATH } from '../core/frame/exchange.ts'
import { createPortal } from '../core/portal.ts'
import { avatarSvg } from '../core/world/avatar.ts'
import type { Scenario } from '../core/world/model.ts'
import { scenarios } from '../scenarios/index.ts'
import { buildPage, PAGE_BASE } from './build-page.ts'
import { createEvents } from './control/events.ts'
import { BadRequest } from './control/read.ts'
import { answerControl, CONTROL_BASE } from './control/route.ts'
import type { Stage } from './control/routes.ts'
import { listen, type Tls } from './http-listener.ts'
import { contentTypeOf, reply, requestUrl } from './http-message.ts'
import { portalPage } from './portal-pages.ts'
import { createPushRoute, type PushFaults } from './push/push-route.ts'
import { answerRest } from './rest-route.ts'

export interface PortalServerOptions {
  /** Address of the app's page, as an administrator would type it into the portal. */
  appUrl: string
  /** A name from the list, or a world of one's own. */
  scenario: string | Scenario
  seed?: string
  tls?: Tls
  /** `host` or `host:port` under which browsers know the portal; `localhost:port` otherwise. */
  domain?: string
  /** Milliseconds since 1970. */
  now?: () => number
  port?: number
  hosts?: readonly string[]
  onFailure?: (error: unknown) => void
}

export interface PortalServer {
  /** Origin of the portal, without a slash at the end. */
  url: string
  port: number
  /** The portal of the world that is up now. */
  portal(): Portal
  /** Connections of the push server, and what may go wrong with them. */
  readonly push: PushFaults
  /** Of every world that it puts up: moving it on makes live chats live. */
  clock: Clock
  /** Puts up a new world; frames of the old one get no answers any more. */
  useScenario(scenario: string | Scenario, options?: { seed?: string }): void
  close(): Promise<void>
}

/** What `BX24` loads for its own pictures; one transparent pixel. */
const BLANK_GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

const DEFAULT_SEED = 'chatside'

/**
 * Starts a portal on this machine's loopback addresses.
 * @throws PortTaken
 */
export async function createPortalServer(options: PortalServerOptions): Promise<PortalServer> {
  const clock = createClock(options.now ?? Date.now)
  const { now } = clock
  const events = createEvents(() => current.portal.life.catchUp())
  const push = createPushRoute(() => current.portal.push)
  const scheme = options.tls === undefined ? 'http' : 'https'
  const listener = await listen((request, response) => answer(request, response), {
    port: options.port ?? 0, hosts: options.hosts ?? ['127.0.0.1'], tls: options.tls, onFailure: options.onFailure,
    onUpgrade: push.upgrade,
  })
  const domain = options.domain ?? `localhost:${listener.port}`
  const hosts = new Set([domain, ...['localhost', '127.0.0.1', '[::1]'].map(name => `${name}:${listener.port}`)])

  let worldNumber = 0
  // What an address without a scenario shows, however many others were looked at in between.
  let home = { scenario: toScenario(options.scenario), seed: options.seed ?? DEFAULT_SEED }
  let isHome = true
  let current = putUp(home.scenario, home.seed)

  function putUp(scenario: Scenario, seed: string): { scenario: Scenario, seed: string, portal: Portal } {
    const world = scenario.create({ domain, isHttps: scheme === 'https', appUrl: options.appUrl, now: now(), seed })
    worldNumber += 1
    push.reset()
    const portal = createPortal({ world, now, seed })
    portal.life.onChange(events.tell)
    return { scenario, seed, portal }
  }

  const stage: Stage = {
    get portal() { return current.portal },
    get world() { return worldNumber },
    get scenario() { return current.scenario },
    get seed() { return current.seed },
    get isHome() { return isHome },
    scenarios,
    now,
    events,
    useScenario(name, seed) {
      current = name === null ? putUp(home.scenario, home.seed) : putUp(toScenario(name), seed ?? current.seed)
      isHome = name === null
    },
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname: path, search } = requestUrl(request)
    if (await push.answer(request, response)) return
    if (path.startsWith('/rest/')) return answerRest(current.portal, listener, request, response)
    if (path.startsWith(PAGE_BASE)) return sendPageFile(path.slice(PAGE_BASE.length), response)
    if (path.startsWith(CONTROL_BASE)) return answerControl(stage, { scheme, hosts }, request, response)
    if (path === '/bitrix/js/im/images/blank.gif') return reply(response, 200, 'image/gif', BLANK_GIF)

    const person = current.portal.world.people.get(Number(/^\/upload\/avatar\/(\d+)\.svg$/.exec(path)?.[1]))
    if (person !== undefined) return reply(response, 200, contentTypeOf(path), avatarSvg(person))

    // The portal's name is part of its protocol: the same page under another name would talk to nobody.
    if (request.headers.host !== domain) return redirect(response, `${scheme}://${domain}${path}${search}`)
    if (path === '/') return redirect(response, `/online/${search}`)
    if (path === '/online/' || path === MOBILE_PATH) return reply(response, 200, contentTypeOf('index.html'), (await buildPage()).html)

    const page = portalPage(current.portal.world, path)
    reply(response, page.status, contentTypeOf('index.html'), page.html)
  }

  return {
    url: `${scheme}://${domain}`,
    port: listener.port,
    portal: () => current.portal,
    push: push.faults,
    clock: {
      ...clock,
      advance(ms) {
        clock.advance(ms)
        current.portal.life.catchUp()
        current.portal.push.catchUp()
      },
    },
    useScenario(scenario, { seed = current.seed } = {}) {
      home = { scenario: toScenario(scenario), seed }
      isHome = true
      current = putUp(home.scenario, home.seed)
    },
    close() {
      events.close()
      push.close()
      return listener.close()
    },
  }
}

function toScenario(scenario: string | Scenario): Scenario {
  if (typeof scenario !== 'string') return scenario
  const found = scenarios.find(({ name }) => name === scenario)
  if (found === undefined) throw new BadRequest(`There is no scenario ${scenario}. Known: ${scenarios.map(({ name }) => name).join(', ')}.`)
  return found
}

function redirect(response: ServerResponse, location: string): void {
  reply(response, 307, 'text/plain; charset=utf-8', '', { location })
}

async function sendPageFile(name: string, response: ServerResponse): Promise<void> {
  const content = (await buildPage()).files.get(name)
  if (content === undefined) return reply(response, 404, 'text/plain; charset=utf-8', 'Not found\n')
  reply(response, 200, contentTypeOf(name), content)
}
