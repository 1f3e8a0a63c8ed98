import type { CDPSession, FrameLocator, Page, TestInfo } from '@playwright/test'
import { createRandom, type Random } from '../portal/core/world/random.ts'
import { appFrame } from './support/app-frame.ts'
import { act, type Shown, shown } from './support/notes-deeds.ts'
import { add, CHAT, field, openAll, PEOPLE, rowOf, rows } from './support/notes-pages.ts'
import { readEverything } from './support/read-everything.ts'
import { PORTAL_HOST } from './support/sites.ts'
import { expect, test, type World } from './support/test.ts'

// Notes in browsers: five people beside the same chat, each in a page of their own, on one portal. One set of sidebars for all that is said of
// them, because opening five costs more than what they do then.

const OUTSIDER = 11
const HOUR = 3_600_000
const CLOCKS = [0, HOUR, -HOUR, HOUR / 2, -HOUR / 2]
const ROUNDS = 20
const SEED = process.env['CHATSIDE_SEED'] ?? 'notes'

type Fault = { kind: 'cut' | 'cut-after', target: string } | { kind: 'tokens' | 'drop' | 'restart' | 'sleep' }

/** Each strikes at least twice. */
const FAULTS: readonly Fault[] = [
  { kind: 'cut', target: 'entity.item.add' }, { kind: 'cut', target: 'entity.item.update' }, { kind: 'cut', target: 'batch' },
  { kind: 'cut', target: 'pull.application.event.add' }, { kind: 'cut-after', target: 'entity.item.add' }, { kind: 'cut-after', target: 'entity.item.update' },
  { kind: 'tokens' }, { kind: 'drop' }, { kind: 'restart' }, { kind: 'sleep' },
]

test.beforeEach(({ guard }) => guard.allowHost(PORTAL_HOST))

test('what five people do beside one chat is there for all at once, outlives every fault, and is seen by nobody else', async ({ world, page }, info) => {
  // twenty rounds with their faults, on a machine that has other work
  test.slow()
  const left = watch(page)
  const apps = await openAll(world, page, PEOPLE.length, { clocks: CLOCKS })
  // nobody writes as fast as this
  Object.assign(world.sites.portal.portal().world.settings.limits, { burst: 100_000, operatingSeconds: 100_000 })
  await test.step('the first line ever, one of each, and who is there are seen by all because somebody says so', () => seenAtOnce(world, apps, info))
  await test.step('random deeds in random order end equal everywhere, with every word', () => deal(world, page, apps, info))
  await test.step('nothing of it is in an address, on the channel, in a log or in clear on the device', () => keepSecret(world, apps, left))
  await test.step('somebody outside reads and writes nothing by hand, nor does who has left', () => shutOut(world))
})

/** How often somebody has read the shared notes because of a word: a beat of the heart reads the private ones with them. */
function readByWord(world: World, personId: number, since: number): number {
  const requests = world.log('rest').slice(since).filter(entry => entry.personId === personId)
  return requests.filter(({ commands }) => commands.includes('entity.rights')).length - requests.filter(({ method }) => method === 'user.option.get').length
}

async function seenAtOnce(world: World, apps: readonly FrameLocator[], info: TestInfo): Promise<void> {
  const frames = await Promise.all(apps.map(appFrame))
  const took: number[] = []
  for (const [who, frame] of frames.entries()) {
    const began = Date.now()
    const since = world.log('rest').length
    await act(frame, { kind: 'add', pick: 0, word: `Line of ${who}` })
    const last = async () => (await Promise.all(frames.map(shown))).map(({ lines }) => lines.at(who)?.texts[0])
    await expect.poll(last, { intervals: [50] }).toEqual(frames.map(() => `Line of ${who}`))
    took.push(Date.now() - began)
    const untold = () => PEOPLE.filter((personId, index) => index !== who && readByWord(world, personId, since) < 1)
    await expect.poll(untold, `line ${who}`).toEqual([])
  }
  info.annotations.push({ type: 'measured', description: `${took.join(', ')} ms until a line is there for all, the first of which makes the storage` })
  const [one, other] = apps
  if (!one || !other) throw new Error('There are five.')
  for (const app of apps) await expect(app.getByText(/Also here: (?:[^,]+, ){2}/)).toBeVisible()
  await field(other).pressSequentially('Someth')
  await expect(one.getByText(/Writing now/)).toBeVisible()
}

/** What everybody does in a round is dealt by chance, and so are the faults; a word that was taken must be there for all in the end. */
async function deal(world: World, page: Page, apps: readonly FrameLocator[], info: TestInfo): Promise<void> {
  info.annotations.push({ type: 'seed', description: `CHATSIDE_SEED=${SEED}` })
  const random = createRandom(SEED)
  const frames = await Promise.all(apps.map(appFrame))
  const faults = [...shuffled(FAULTS, random), ...shuffled(FAULTS, random)]
  const words = new Map<string, string | null>()
  for (let round = 0; round < ROUNDS; round += 1) {
    const fault = faults[round % faults.length] ?? { kind: 'drop' }
    const message = `round ${round} of CHATSIDE_SEED=${SEED}: ${JSON.stringify(fault)}`
    const acting = shuffled(frames.slice(0, fault.kind === 'sleep' ? -1 : undefined), random).slice(0, random.integer(2, 5))
    const wake = await strike(world, page, fault)
    const taken = await Promise.all(acting.map(async (frame, who): Promise<[string, string | null][]> => {
      const word = `r${round}w${who}`
      const kind = who === 0 ? 'add' : who === 1 ? 'edit' : random.pick(['add', 'edit', 'edit', 'up', 'down'] as const)
      const line = await act(frame, { kind, word, pick: random.integer(0, 1_000) })
      return line === null ? [] : [[word, line]]
    }))
    for (const [word, line] of taken.flat()) words.set(word, line)
    await wake()
    await expect.poll(async () => judge(await Promise.all(frames.map(shown)), words), { message, intervals: [200, 300, 500] }).toBe('equal')
    expect(world.sites.portal.portal().faults, message).toEqual([])
  }
  expect(words.size).toBeGreaterThan(2 * ROUNDS)
}

function shuffled<Value>(list: readonly Value[], random: Random): Value[] {
  return list.map(value => ({ value, place: random.next() })).sort((one, other) => one.place - other.place).map(({ value }) => value)
}

/** The fault of a round; what it gives ends it, when everybody has acted. */
async function strike(world: World, page: Page, fault: Fault): Promise<() => Promise<void>> {
  const { push } = world.sites.portal
  const portal = world.sites.portal.portal()
  if ('target' in fault) portal.addFault({ side: 'rest', target: fault.target, fault: { kind: fault.kind }, times: 1 })
  else if (fault.kind === 'tokens') portal.expireTokens()
  else if (fault.kind === 'drop') push.drop()
  else if (fault.kind === 'restart') push.restart()
  else {
    const tab = await page.context().newCDPSession(page.context().pages().at(-1) ?? page)
    await turn(tab, 'frozen')
    push.drop()
    return async () => {
      await turn(tab, 'active')
      await tab.detach()
    }
  }
  return async () => push.comeBack()
}

const turn = (tab: CDPSession, state: 'frozen' | 'active') => tab.send('Page.setWebLifecycleState', { state })

/** What is not as it should be with what they show; `equal` where nothing is. */
function judge([first, ...others]: readonly Shown[], words: ReadonlyMap<string, string | null>): string {
  if (!first) return 'nobody'
  if ([first, ...others].some(({ isWaiting }) => isWaiting)) return 'something waits'
  if (others.some(({ lines }) => JSON.stringify(lines) !== JSON.stringify(first.lines))) return 'different'
  const lost = [...words].filter(([word, line]) => !first.lines.some(({ id, texts }) => id === line && texts.some(text => text.split(' ').includes(word))))
  return lost.length > 0 ? `lost: ${JSON.stringify(lost)}` : 'equal'
}

/** All that leaves the pages, or is written down by them, but for what they say to REST. */
function watch(page: Page): string[] {
  const left: string[] = []
  const follow = (one: Page): void => {
    one.on('websocket', (socket) => {
      left.push(socket.url())
      const note = ({ payload }: { payload: string | Buffer }) => left.push(`channel ${String(payload)}`)
      socket.on('framesent', note).on('framereceived', note)
    })
  }
  const context = page.context()
  follow(page)
  context.on('page', follow)
  context.on('request', request => left.push(request.url(), request.headers()['referer'] ?? ''))
  context.on('console', message => left.push(message.text()))
  return left
}

async function keepSecret(world: World, apps: readonly FrameLocator[], left: readonly string[]): Promise<void> {
  const [one, other] = apps
  if (!one || !other) throw new Error('There are five.')
  const portal = world.sites.portal.portal()
  await one.getByRole('button', { name: 'Private' }).click()
  await add(one, 'Rhubarb of my own')
  await expect(rows(one)).toHaveText(['Rhubarb of my own'])
  await one.getByRole('button', { name: 'Shared' }).click()
  await add(one, 'Rhubarb for Klaus')
  await expect(rowOf(other, 'Rhubarb for Klaus')).toBeVisible()
  portal.addFault({ side: 'rest', target: 'entity.item.add', fault: { kind: 'cut' }, times: null })
  await add(one, 'Rhubarb that waits')
  await expect(one.getByRole('alert')).toContainText('1 change waits on this device')
  await field(one).fill('Rhubarb that is half wri')
  const frame = await appFrame(one)
  await expect(one.getByText('This browser keeps nothing here')).toHaveCount(0)
  const { texts } = await readEverything(frame)
  expect(texts[0]).toContain('chatside-notes')
  expect([...texts, frame.url(), frame.page().url()].filter(text => /rhubarb/i.test(text))).toEqual([])
  expect(left.filter(text => text.startsWith('channel ')).length).toBeGreaterThan(ROUNDS)
  expect(left.filter(text => /rhubarb/i.test(text))).toEqual([])
  expect(portal.log.filter(entry => 'path' in entry && /rhubarb/i.test(JSON.stringify(entry.path)))).toEqual([])
  expect(world.sites.app.requests.filter(({ path }) => /rhubarb/i.test(path))).toEqual([])
  portal.clearFaults()
}

/** Somebody asks the portal by hand, with a token of their own. */
function ask(world: World, viewerId: number, method: string, params: Record<string, unknown>): unknown {
  const portal = world.sites.portal.portal()
  const token = Object.fromEntries(portal.openRaw({ viewerId, language: 'en', placement: 'DEFAULT', placementOptions: {} }).fields)['AUTH_ID']
  const reply = portal.rest({
    method: 'POST', path: `/rest/${method}`, query: '', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ...params, auth: token }), ip: '198.51.100.7',
  })
  if (reply.kind !== 'answer') throw new Error(`${method}: ${reply.kind}`)
  return JSON.parse(String(reply.body))
}

async function shutOut(world: World): Promise<void> {
  const [, leaver] = PEOPLE
  const read = (personId: number) => Object(ask(world, personId, 'entity.item.get', { ENTITY: `c${CHAT}` }))['result']
  const [item] = read(leaver)
  const refused = { error: 'ACCESS_DENIED' }
  expect(JSON.stringify(read(leaver))).toContain('Line of 0')
  expect(read(OUTSIDER)).toEqual([])
  expect(ask(world, OUTSIDER, 'entity.item.update', { ENTITY: `c${CHAT}`, ID: item['ID'], DETAIL_TEXT: 'mine' })).toMatchObject(refused)
  world.deed(CHAT, { kind: 'leave', by: leaver })
  expect(read(leaver)).toEqual([])
  expect(ask(world, leaver, 'entity.item.update', { ENTITY: `c${CHAT}`, ID: item['ID'], DETAIL_TEXT: 'mine' })).toMatchObject(refused)
}

test('a sidebar whose notes were not opened asks for nothing of them; the channel comes with the panel', async ({ world }) => {
  const since = world.sites.app.requests.length
  const files = () => world.sites.app.requests.slice(since).filter(({ path }) => /NotesContent|notes-store|open-notes|application-channel|pull/i.test(path))
  await world.open({ scenario: 'all-scopes', lang: 'en', as: PEOPLE[0], chat: `chat${CHAT}` })
  await expect(world.app.getByRole('list', { name: 'Members' })).toBeVisible()
  await expect.poll(() => world.sites.app.requests.slice(since).some(({ path }) => path.includes('ExportPanel'))).toBe(true)
  const commands = world.log('rest').flatMap(entry => entry.method === 'batch' ? entry.commands : [entry.method])
  expect(commands.filter(method => method.startsWith('entity.') || method.startsWith('pull.') || method === 'user.option.get')).toEqual([])
  expect(world.sites.portal.push.connections).toBe(0)
  expect(files()).toEqual([])
  await world.app.locator('#tab-notes').dispatchEvent('click')
  await expect.poll(() => world.sites.portal.push.connections).toBe(1)
  expect(files().some(({ path }) => path.includes('application-channel'))).toBe(true)
})
