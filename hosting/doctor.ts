/**
 * `npm run doctor -- https://your.host/folder/` requests the page as a portal would, and says what is right, what is wrong and which line of
 * the recipe fixes it. It exits with 1 when something is wrong; warnings do not count.
 */
import { parseArgs } from 'node:util'
import { examine } from './doctor/examine.ts'
import { fixingLines, recipeFor } from './doctor/fix.ts'
import { inWords } from './doctor/words.ts'
import type { Audience } from './policy.ts'
import { BadSite, EXAMPLE, readOrigins } from './site.ts'

const USAGE = `npm run doctor -- ADDRESS [--portal ORIGIN] [--any-cloud-portal] [--recipe FOLDER] [--at HOST[:PORT]]

  ADDRESS   what is, or will be, the handler in the portal: https://apps.example.com/chatside/
  --portal  the portal that opens it: https://portal.example.com (else the first of CHATSIDE_PORTALS)
  --any-cloud-portal
            where the recipe was written with it: every portal of Bitrix24's cloud may open the page
  --recipe  a folder of hosting/, where the host does not say what it is
  --at      where to connect while the name does not lead there yet: 203.0.113.7:8443 (else the port of the address)

CHATSIDE_PORTALS, CHATSIDE_PICTURES and CHATSIDE_PUSH are read as for the build and the recipes.
A certificate of your own is trusted when its authority is named in NODE_EXTRA_CA_CERTS.`

const MARKS = { wrong: 'WRONG  ', warning: 'BETTER ', fine: 'ok     ' }

/** The port that a browser asks an address on. */
function portOf(address: string): string {
  const { port, protocol } = new URL(URL.canParse(address) ? address : 'https://host.invalid')
  return port === '' ? protocol === 'http:' ? '80' : '443' : port
}

function readConnection(text: string | undefined, address: string): { host: string, port: number } | undefined {
  if (text === undefined) return undefined
  const [, host, port = portOf(address)] = /^(\[[0-9a-f:]+\]|[^:]+)(?::(\d+))?$/i.exec(text) ?? []
  if (host === undefined || Number(port) > 65_535) throw new BadSite(`${text} is no host with a port.`)
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) }
}

/** Origins of a variable of the build. */
function originsIn(name: string): string[] {
  return readOrigins(name, process.env[name] ?? '')
}

/** The portals with the one that is asked about in front: a line that is written for that one alone would lock the others out. */
function readPortals(asked: string | undefined): string[] {
  return [...new Set([...readOrigins('--portal', asked ?? ''), ...originsIn('CHATSIDE_PORTALS')])]
}

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'portal': { type: 'string' }, 'any-cloud-portal': { type: 'boolean' }, 'recipe': { type: 'string' }, 'at': { type: 'string' } },
  })
  const [address] = positionals
  if (address === undefined || positionals.length > 1) throw new BadSite(USAGE)
  const named = readPortals(values.portal)
  const { 'any-cloud-portal': isAnyCloud = false } = values
  const [placeholder = ''] = isAnyCloud ? ['https://yours.bitrix24.com'] : EXAMPLE.audience.portals
  const [portal = placeholder] = named
  const besides = { pictures: originsIn('CHATSIDE_PICTURES'), push: originsIn('CHATSIDE_PUSH') }
  const { findings, server, zones } = await examine(address, { portal, ...besides, connection: { at: readConnection(values.at, address) } })
  const letIn = [...named, ...zones]
  const audience: Audience = { portals: letIn.length > 0 ? letIn : [portal], isAnyCloud, ...besides }
  const recipe = values.recipe ?? recipeFor(server)
  console.log(`${address}, opened by ${portal}${server === '' ? '' : `, served by ${server}`}\n`)
  for (const { code, severity, detail } of findings) {
    console.log(`${MARKS[severity]}${inWords(code, detail)}`)
    const lines = severity !== 'fine' && URL.canParse(address) ? fixingLines(code, recipe, { address: new URL(address), audience }) : null
    if (lines !== null) console.log(`       In hosting/${recipe}:\n${lines.replace(/^/gm, '         ')}`)
  }
  const wrong = findings.filter(({ severity }) => severity === 'wrong').length
  const better = findings.filter(({ severity }) => severity === 'warning').length
  const end = wrong > 0 ? `${wrong} wrong, ${better} could be better.` : better > 0 ? `Nothing wrong, ${better} could be better.` : 'Nothing to fix.'
  console.log(`\n${end}${recipe === '' && wrong + better > 0 ? ' The recipes are in hosting/, the guide is hosting/README.md.' : ''}`)
  if (named.length === 0) console.log('No portal was named: --portal https://yours.bitrix24.com asks whether that one may frame the page.')
  return wrong > 0 ? 1 : 0
}

try {
  process.exitCode = await run()
} catch (error) {
  const isMistake = error instanceof BadSite || (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
  if (!isMistake) throw error
  console.error(error.message)
  process.exitCode = 1
}
