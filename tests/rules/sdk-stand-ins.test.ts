/** What `src/bitrix24/sdk-stand-ins` says of the SDK is true of the SDK that is installed. */
import { readdirSync, readFileSync } from 'node:fs'
import { build } from 'vite'
import { expect, test } from 'vitest'
import { GIVE_DATES, REPLACED, sdkStandIns } from '../../hosting/build/sdk-stand-ins.ts'

const ROOT = new URL('../../', import.meta.url)
const SDK = new URL('node_modules/@bitrix24/b24jssdk/dist/esm/', ROOT)

function json(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, ROOT), 'utf8'))
}

const modules = new Map(readdirSync(SDK, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.mjs')).map((name) => {
  const text = readFileSync(new URL(name, SDK), 'utf8').replace(/^\s*(?:\/?\*|\/\/).*$/gm, '')
  return [name.replaceAll('\\', '/').slice(0, -'.mjs'.length), text]
}))

/** Modules in which the pattern is found, and what its group found there. */
function found(pattern: RegExp): [string, string][] {
  return [...modules].flatMap(([name, text]) => [...text.matchAll(pattern)].map(([, group = '']): [string, string] => [name, group])).sort()
}

test('the stand-ins were compared with the versions that are installed', () => {
  const { packages } = json('package-lock.json') as { packages: Record<string, { version: string } | undefined> }
  const compared = json('src/bitrix24/sdk-stand-ins/compared.json') as Record<string, string>
  const locked = Object.fromEntries(Object.keys(compared).map(name => [name, packages[`node_modules/${name}`]?.version]))
  expect(locked, 'make the comparison of docs/decisions/sdk-stand-ins.md again, then write the versions into compared.json').toEqual(compared)
  const { dependencies } = json('node_modules/@bitrix24/b24jssdk/package.json') as { dependencies: Record<string, string> }
  expect(Object.keys(dependencies).filter(name => !name.startsWith('@types/')).concat('@bitrix24/b24jssdk').sort(), 'what the SDK depends on').toEqual(Object.keys(compared).sort())
})

test('no module of the SDK but those that get a stand-in uses a library, apart from the sign-in of servers', () => {
  expect(found(/^import .* from '(axios|luxon|qs-esm)';$/gm)).toEqual([...Object.entries(REPLACED), ['oauth/auth', 'axios']].sort())
})

test('of luxon and qs-esm the SDK uses what the stand-ins have', () => {
  expect(found(/DateTime\.(\w+)\(/g).map(([, name]) => name).sort()).toEqual(['fromFormat', 'fromISO', 'fromJSDate', 'fromJSDate', 'fromJSDate', 'now'])
  expect(found(/\.toFormat\((?:"([^"]*)")?/g)).toEqual([['logger/formatter/abstract-formatter', ''], ['tools/text', 'yyyy-MM-dd HH:mm:ss'], ['tools/text', 'yyyy-MM-dd\'T\'HH:mm:ssZZ']])
  expect(new Set(found(/dateFormat = "([^"]*)"/g).map(([, format]) => format))).toEqual(new Set(['YYYY-MM-DD HH:mm:ss']))
  expect(found(/\bqs\.([^;]*)/g)).toEqual([['core/interaction/batch/processing/v2/abstract-processing', 'stringify(command.query || {})}`']])
})

test('of axios the frame\'s part of the SDK uses what the stand-in has', () => {
  const inFrame = (pattern: RegExp): string[] => found(pattern).filter(([name]) => name !== 'oauth/auth').map(([, group]) => group)
  // `ajaxClient` hands it out; nothing in the SDK asks for that
  expect(inFrame(/_clientAxios\b([ .(=]*[\w.]*)/g)).toEqual(['', ' = axios.create', '', '.post'].sort())
  expect(inFrame(/\b(_clientAxios\.post\([^;]*)/g)).toEqual(['_clientAxios.post(methodFormatted, paramsFormatted)'])
  expect(inFrame(/\.(ajaxClient)\b/g)).toEqual([])
  expect(inFrame(/\b(?:axios|originalError)\.(\w+)/g)).toEqual(['create'])
  expect([...new Set(inFrame(/\baxiosError\.(\w+(?:\?\.\w+)?)/g))].sort()).toEqual(['code', 'message', 'response?.data', 'response?.status'])
})

test('the modules that give dates of luxon away are those that the build refuses', () => {
  expect([...new Set(found(/\bText\.(toDateTime)\(/g).map(([name]) => name))]).toEqual([...GIVE_DATES].sort())
})

test('a bundle with a module that gives dates of luxon away is refused, and one with the client of servers keeps its library', async () => {
  const bundle = async (name: string): Promise<string[]> => {
    const outcome = await build({
      configFile: false,
      logLevel: 'silent',
      plugins: [
        { name: 'entry', resolveId: id => id === 'entry' ? '\0entry' : undefined, load: id => id === '\0entry' ? `export { ${name} } from '@bitrix24/b24jssdk'` : undefined },
        sdkStandIns(),
      ],
      build: { write: false, minify: false, rolldownOptions: { input: 'entry', preserveEntrySignatures: 'strict' } },
    })
    if (!('output' in outcome)) throw new Error('The build has no outcome.')
    return outcome.output.flatMap(file => file.type === 'chunk' ? file.moduleIds : [])
  }
  await expect(bundle('useB24Helper')).rejects.toThrow(/helper\/currency-manager.*gives dates/)
  const forServers = await bundle('B24OAuth')
  expect(forServers.filter(id => id.includes('/node_modules/axios/')).length).toBeGreaterThan(0)
  const forFrames = await bundle('initializeB24Frame')
  expect(forFrames.filter(id => /\/node_modules\/(?:axios|luxon|qs-esm)\//.test(id))).toEqual([])
  expect(forFrames.filter(id => id.includes('/sdk-stand-ins/'))).toHaveLength(3)
  const withPull = await bundle('B24PullClientManager')
  expect(withPull.filter(id => /\/node_modules\/(?:axios|luxon|qs-esm)\//.test(id))).toEqual([])
})
