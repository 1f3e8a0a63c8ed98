import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { languages, PARTS, TEXTS } from '../../hosting/build/text-files.ts'
import { PANELS } from '../../src/panels/index.ts'
import { BITRIX_LANGUAGES } from '../../src/settings/registration/titles.ts'
import { languageTag } from '../../src/texts/languages.ts'
import { faultsIn, faultsOf, readGlossary, readTexts } from '../tools/text-files.ts'

const SOURCES = fileURLToPath(new URL('../../src', import.meta.url))
const sources = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter(file => /\.(?:ts|vue)$/.test(file) && !file.endsWith('.test.ts'))
  .map(file => join(SOURCES, file))

const english = PARTS.map(part => readTexts('en', part))
const all = new Set(english.flatMap(part => Object.keys(part)))

interface Use {
  keys: string[]
  /** Of keys that are put together: t(`a.${b}`). */
  patterns: RegExp[]
}

/** Keys that a source names, and how it puts others together. */
function usesIn(code: string): Use {
  const templates = [...code.matchAll(/\b(?:t|plural)\(\s*`([^`]+)`/g)].map(([, template = '']) => template.split(/\$\{[^}]*\}/))
  const prefixes = [...code.matchAll(/\bstartingWith\('([^']+)'\)/g)].map(([, prefix = '']) => [prefix, ''])
  return {
    keys: [...code.matchAll(/'([a-z][\w-]*(?:\.[\w-]+)+)'/g)].map(([, key = '']) => key).filter(key => all.has(key)),
    patterns: [...templates, ...prefixes].map(parts => new RegExp(`^${parts.map(part => part.replace(/[.\\]/g, '\\$&')).join('[a-z0-9-]+')}$`)),
  }
}

function keysIn(code: string): string[] {
  const { keys, patterns } = usesIn(code)
  return [...keys, ...[...all].filter(key => patterns.some(pattern => pattern.test(key)))]
}

test('every language of Bitrix24 is there with the same files, and no other', () => {
  expect(languages).toEqual(BITRIX_LANGUAGES.map(languageTag).sort())
  const files = [...PARTS, 'marks'].map(part => `${part}.json`).sort()
  for (const language of languages) expect(readdirSync(join(TEXTS, language)).sort(), language).toEqual(language === 'en' ? files : [...files, 'glossary.md'].sort())
})

test.each(languages)('nothing is missing, left over, untranslated or filled in differently in %s', (language) => {
  expect(faultsIn(language)).toEqual([])
})

test.each(languages.filter(language => language !== 'en'))('the glossary of %s says what Bitrix24 calls things, and allows no text to stay English that is none', (language) => {
  const { terms, same } = readGlossary(language)
  expect(terms.length).toBeGreaterThan(20)
  expect(terms.filter(([word, own]) => word === '' || own === '')).toEqual([])
  const original = new Set(english.flatMap(part => Object.values(part)))
  expect(same.filter(text => !original.has(text))).toEqual([])
})

test('each fault of a translation is named', () => {
  const original = { a: 'Save', b: 'Hello {name}', c: '{count} day | {count} days', d: 'Save all of it', e: 'Text', f: 'Open' }
  expect(faultsOf('ru', { b: 'Привет', c: '{count} день | {count} дней', d: 'Save all of it', e: 'Text', f: ' ', g: 'Ещё' }, original)).toEqual([
    'a is missing', 'b has  instead of {name}', 'c has not the plural forms of the language', 'd is not translated', 'e is not translated', 'f is empty',
    'g is not in English',
  ])
  expect(faultsOf('de', { e: 'Text', a: 'Sichern' }, { a: 'Save', e: 'Text' }, ['Text'])).toEqual(['keys are not in the order of the alphabet'])
})

test('no key is in two files', () => {
  const keys = english.flatMap(part => Object.keys(part))
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
})

test('every key is used', () => {
  // the titles of the tabs are put together from the ids of the panels
  const used = new Set([...PANELS.map(({ titleKey }) => titleKey as string), ...keysIn(sources.map(file => readFileSync(file, 'utf8')).join('\n'))])
  expect(used.size).toBeGreaterThan(500)
  expect([...all].filter(key => !used.has(key))).toEqual([])
})

/** A file and all that comes with it: what it imports at once, not what it asks for later. */
function comingWith(file: string, found: Set<string>): Set<string> {
  if (found.has(file) || !existsSync(file)) return found
  found.add(file)
  for (const [, path] of readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type )[^'`]*'(\.[^']+\.(?:ts|vue))'/gm)) comingWith(join(dirname(file), path ?? ''), found)
  return found
}

/** Failures that only parts show which bring the late texts along: the panels that read a whole chat, and screens that stand for the first view. */
const SAID_LATER = ['crashed', 'no-worker', 'outside-portal', 'unknown-chat', 'wrong-host'].map(kind => `errors.${kind}`)

test('the first view says only what is loaded with it', async () => {
  const first = (await PANELS[0]?.component())?.default ?? {}
  const files = comingWith(String(Reflect.get(first, '__file')), comingWith(join(SOURCES, 'main.ts'), new Set()))
  expect(files.size).toBeGreaterThan(50)
  const said = [...PANELS.map(({ titleKey }) => titleKey), ...[...files].flatMap(file => keysIn(readFileSync(file, 'utf8')))]
  expect(said.filter(key => !(key in (english[0] ?? {})) && !SAID_LATER.includes(key))).toEqual([])
})
