import type { FaultKind } from '../portal/core/faults.ts'
import { expect, test, type World } from './support/test.ts'

// Each REST call of an installation, a change, a move and a removal fails in turn. The page never claims what is not so, the portal is
// left as the table says, and pressing the button again repairs it.

/** Refused with nothing done; done, and the answer lost. Answers that are none have unit tests: registrar, remove-item. */
const WAYS = ['http-500', 'cut-after'] as const satisfies FaultKind['kind'][]
const DONE = 'Done: Bitrix24 has the item as you wanted it.'
const REMOVED = 'Removed: Bitrix24 no longer lists it.'

/** What is registered when the page has come to rest: the colours of the items, and what it claims. */
interface Rest {
  colors: string[]
  claim?: typeof DONE | typeof REMOVED
}

/** REST method that is struck, after so many calls of it that it lets pass; commands of batches count as calls of theirs. */
interface Strike {
  target: string
  skip?: number
}

type Way = typeof WAYS[number]

/** The same for every way to fail. */
function always<Outcome>(outcome: Outcome): Record<Way, Outcome> {
  return { 'http-500': outcome, 'cut-after': outcome }
}

function truth(world: World) {
  return world.sites.portal.portal().world.app
}

function colors(world: World): string[] {
  return truth(world).bindings.map(({ options }) => options['color'] ?? '')
}

/** A cut lasts until it is taken away, because a browser itself repeats a request that was cut. */
function interrupt(world: World, kind: Way, { target, skip = 0 }: Strike): void {
  world.sites.portal.portal().addFault({ side: 'rest', target, fault: { kind }, skip, times: kind === 'cut-after' ? null : 1 })
}

/** The settings, with the plan on the screen. */
async function visitSettings(world: World): Promise<void> {
  await world.visit({ view: 'app' })
  await expect(world.app.getByRole('heading', { name: 'What will be done' })).toBeVisible()
}

async function wantMint(world: World): Promise<void> {
  await world.app.locator('summary', { hasText: 'Name, icon, and who sees it' }).click()
  await world.app.getByRole('radio', { name: 'Mint', exact: true }).check()
  await world.app.getByRole('textbox', { name: 'English (en)' }).fill('Everything about this chat')
}

/** What the page shows once it has come to rest, and what the portal has then. */
async function expectRest(world: World, { colors: expected, claim }: Rest): Promise<void> {
  const said = world.app.getByText(DONE).or(world.app.getByText(REMOVED)).or(world.app.getByRole('alert'))
  const isNeedless = world.app.getByText('there is nothing to change').and(world.app.locator('.install:not(:has(.running)) *'))
  await expect((claim === undefined ? said.or(isNeedless) : world.app.getByText(claim)).first()).toBeVisible()
  await expect.poll(() => colors(world)).toEqual(expected)
  for (const sentence of [DONE, REMOVED]) await expect(world.app.getByText(sentence)).toHaveCount(sentence === claim ? 1 : 0)
}

/** Presses the button that leads on, which may first read again, until it is done. */
async function carryOn(world: World, isDone: () => boolean, name: RegExp): Promise<void> {
  world.sites.portal.portal().clearFaults()
  await expect(async () => {
    if (isDone()) return
    await world.app.getByRole('button', { name }).first().click({ timeout: 500 })
    await expect.poll(isDone, { timeout: 1500 }).toBe(true)
  }).toPass({ intervals: [50] })
}

/** The plan has been read by then. Of an installation: what is registered when it stopped; null where it went through. */
const INSTALLATION: [Strike, Record<Way, string[] | null>][] = [
  [{ target: 'batch' }, always([])],
  [{ target: 'placement.bind' }, { 'http-500': [], 'cut-after': null }],
  // the one before is that of the look before the deed
  [{ target: 'placement.get', skip: 1 }, always(['AZURE'])],
]

for (const [strike, outcomes] of INSTALLATION) {
  for (const kind of WAYS) {
    const stopped = outcomes[kind]
    test(`an installation struck at ${strike.target} by ${kind} ${stopped === null ? 'goes through' : 'stops and says so'}`, async ({ world }) => {
      world.prepare({ scenario: 'not-installed' })
      await visitSettings(world)
      interrupt(world, kind, strike)
      await world.app.getByRole('button', { name: 'Install', exact: true }).click()
      if (stopped !== null) {
        await expect(world.app.getByRole('alert')).toBeVisible()
        expect(truth(world).isInstalled).toBe(false)
        expect(colors(world)).toEqual(stopped)
        await expect(world.app.locator('body')).not.toContainText(/completing the installation|has completed the installation/)
        await carryOn(world, () => truth(world).isInstalled, /^(Try again|Install)$/)
      }
      await expect.poll(() => truth(world).isInstalled).toBe(true)
      expect(colors(world)).toEqual(['AZURE'])
    })
  }
}

const MADE: Rest = { colors: ['MINT'], claim: DONE }
const CHANGE: [Strike, Record<Way, Rest>][] = [
  [{ target: 'batch' }, always({ colors: ['AZURE'] })],
  [{ target: 'placement.unbind' }, always({ colors: ['AZURE'] })],
  [{ target: 'placement.bind' }, { 'http-500': { colors: ['AZURE'] }, 'cut-after': MADE }],
  [{ target: 'placement.get', skip: 1 }, always({ colors: ['MINT'] })],
]

for (const [strike, outcomes] of CHANGE) {
  for (const kind of WAYS) {
    test(`a change of title and colour struck at ${strike.target} by ${kind} is reported as it is`, async ({ world }) => {
      world.prepare({ scenario: 'administrator' })
      await visitSettings(world)
      await wantMint(world)
      interrupt(world, kind, strike)
      await world.app.getByRole('button', { name: 'Apply these changes' }).click()
      await expectRest(world, outcomes[kind])
      await carryOn(world, () => colors(world).join() === 'MINT', /^(Try again|Apply these changes|Put Chatside into the sidebar of chats)$/)
      expect(truth(world).bindings).toMatchObject([{ langAll: { en: { title: 'Everything about this chat' } } }])
    })
  }
}

const MOVED: Rest = { colors: ['AZURE'] }
const BOTH: Rest = { colors: ['AZURE', 'AZURE'] }
const MOVE: [Strike, Record<Way, Rest>][] = [
  [{ target: 'placement.unbind' }, { 'http-500': BOTH, 'cut-after': MOVED }],
  [{ target: 'placement.get', skip: 2 }, always(MOVED)],
]

for (const [strike, outcomes] of MOVE) {
  for (const kind of WAYS) {
    test(`a move to another address struck at ${strike.target} by ${kind} is reported as it is`, async ({ world }) => {
      world.prepare({ scenario: 'administrator' })
      for (const binding of truth(world).bindings) binding.handler = 'https://old.example.com/app/'
      await visitSettings(world)
      interrupt(world, kind, strike)
      await world.app.getByRole('button', { name: 'Put Chatside into the sidebar of chats' }).click()
      await expectRest(world, outcomes[kind])
      await carryOn(world, () => truth(world).bindings.length === 1, /^(Try again|Apply these changes)$/)
      expect(truth(world).bindings).toMatchObject([{ handler: world.sites.app.url }])
    })
  }
}

const GONE: Rest = { colors: [], claim: REMOVED }
const REMOVAL: [Strike, Record<Way, Rest>][] = [
  [{ target: 'placement.unbind' }, { 'http-500': { colors: ['AZURE'] }, 'cut-after': GONE }],
  [{ target: 'placement.get' }, always({ colors: [] })],
]

for (const [strike, outcomes] of REMOVAL) {
  for (const kind of WAYS) {
    test(`a removal struck at ${strike.target} by ${kind} is reported as it is`, async ({ world }) => {
      world.prepare({ scenario: 'administrator' })
      await visitSettings(world)
      await world.app.locator('summary', { hasText: 'Remove Chatside from chats' }).click()
      interrupt(world, kind, strike)
      await world.app.getByRole('button', { name: 'Remove the item…' }).click()
      await world.app.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
      const { colors: expected, claim } = outcomes[kind]
      await expect(claim === undefined ? world.app.getByRole('alert').first() : world.app.getByText(claim)).toBeVisible()
      expect(colors(world)).toEqual(expected)
      await expect(world.app.getByText(REMOVED)).toHaveCount(claim === undefined ? 0 : 1)
    })
  }
}
