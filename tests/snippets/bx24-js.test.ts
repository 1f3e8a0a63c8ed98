import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { codeSample } from '../../src/settings/code/samples.ts'
import { bindParams, type WantedItem } from '../../src/settings/registration/sidebar-item.ts'
import type { PortalServer } from '../portal/server/portal-server.ts'
import { anItem, HARD_TITLES, ITEM_IN_MOBILE, manyTitles, REFUSED_ITEM } from './items.ts'
import { keepMobileOnly, registered, startPortal, tokenOf, wanted } from './registering.ts'

/** The text names no portal: the page it runs in does. */
function bx24JsSample(item: WantedItem): string {
  return codeSample('bx24-js', item, '')
}

interface Call {
  method: string
  params: unknown
  /** Hands the portal's answer to the sample. */
  answer(body: { result?: unknown, error?: unknown }): void
}

interface Script {
  calls: Call[]
  said: [level: 'info' | 'error', ...words: unknown[]][]
}

/** Runs the text beside a stand-in for Bitrix24's library, whose functions and answers are those of its documentation. */
function runSample(code: string): Script {
  const script: Script = { calls: [], said: [] }
  runInNewContext(code, {
    BX24: {
      init: (ready: () => void) => ready(),
      callMethod(method: string, params: unknown, callback: (answer: { data(): unknown, error(): unknown }) => void) {
        script.calls.push({
          method,
          params: structuredClone(params),
          answer: ({ result, error }) => callback({ data: () => result, error: () => error === undefined ? undefined : { status: 400, ex: { error, error_description: '' } } }),
        })
      },
    },
    console: {
      info: (...words: unknown[]) => script.said.push(['info', ...words]),
      error: (...words: unknown[]) => script.said.push(['error', ...words]),
    },
  })
  return script
}

let server: PortalServer

beforeEach(async () => {
  server = await startPortal()
})
afterEach(() => server.close())

/** As the library sends a call: a form, whose nested names are in brackets. */
async function send({ method, params }: Call): Promise<{ result?: unknown, error?: unknown }> {
  const form = new URLSearchParams({ auth: tokenOf(server) })
  const add = (name: string, value: unknown): void => {
    if (typeof value !== 'object' || value === null) form.append(name, String(value))
    else for (const [key, inner] of Object.entries(value)) add(name === '' ? key : `${name}[${key}]`, inner)
  }
  add('', params)
  const response = await fetch(`${server.url}/rest/${method}`, { method: 'POST', body: form })
  const body: unknown = await response.json()
  return { ...(typeof body === 'object' ? body : {}) }
}

async function runOnPortal(item: WantedItem): Promise<Script> {
  const script = runSample(bx24JsSample(item))
  for (const call of script.calls) call.answer(await send(call))
  return script
}

test('the text for BX24.js makes one call that registers the item with every title as it is', async () => {
  const { calls, said } = await runOnPortal(anItem())
  expect(calls.map(({ method }) => method)).toEqual(['placement.bind'])
  expect(registered(server)).toEqual(wanted(anItem()))
  expect(said).toEqual([['info', 'Registered in IM_SIDEBAR']])
})

test('with the tick it makes a second call, for the mobile app, whatever became of the first', async () => {
  const first = await runOnPortal(ITEM_IN_MOBILE)
  expect(registered(server)).toEqual(wanted(ITEM_IN_MOBILE))
  expect(first.said).toEqual([['info', 'Registered in IM_SIDEBAR'], ['info', 'Registered in IMMOBILE_CONTEXT_MENU']])
  keepMobileOnly(server)
  const { said } = await runOnPortal(ITEM_IN_MOBILE)
  expect(said).toEqual([['info', 'Registered in IM_SIDEBAR'], ['error', 'Not registered in IMMOBILE_CONTEXT_MENU:', expect.anything()]])
})

test('a refusal of the messenger inside a success is said to be one', async () => {
  const { said } = await runOnPortal(REFUSED_ITEM)
  expect(said).toEqual([['error', 'Not registered in IM_SIDEBAR:', expect.objectContaining({ error: 'INVALID_ERROR_COLOR' })]])
})

test('an error of the portal is said', async () => {
  await runOnPortal(anItem())
  const { said } = await runOnPortal(anItem())
  expect(said).toEqual([['error', 'Not registered in IM_SIDEBAR:', { status: 400, ex: { error: 'ERROR_CORE', error_description: '' } }]])
})

test.each([[false], [[]], [undefined]])('the result %j is no success', (result) => {
  const { calls, said } = runSample(bx24JsSample(anItem()))
  calls[0]?.answer({ result })
  expect(said).toEqual([['error', 'Not registered in IM_SIDEBAR:', result]])
})

test('titles survive inside of a script element', () => {
  const html = `<script>${bx24JsSample(anItem())}</script>`
  const script = /<script>([\s\S]*?)<\/script/i.exec(html)?.[1] ?? ''
  expect(runSample(script).calls[0]?.params).toEqual(bindParams(anItem({ titles: HARD_TITLES })))
})

test('any titles are the same text again in JavaScript', () => {
  fc.assert(fc.property(manyTitles, (titles) => {
    const item = anItem({ titles })
    expect(runSample(bx24JsSample(item)).calls[0]?.params).toEqual(bindParams(item))
  }))
})
