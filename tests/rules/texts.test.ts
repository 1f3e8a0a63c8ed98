import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { PANELS } from '../../src/panels/index.ts'
import { pluralRule } from '../../src/texts/message.ts'

type Messages = Readonly<Record<string, string>>

const SOURCES = fileURLToPath(new URL('../../src', import.meta.url))
const TEXTS = join(SOURCES, 'texts')
const PARTS = ['first', 'rest', 'settings'] as const
const sources = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter(file => /\.(?:ts|vue)$/.test(file) && !file.endsWith('.test.ts'))
  .map(file => join(SOURCES, file))
const languages = readdirSync(TEXTS, { withFileTypes: true }).filter(entry => entry.isDirectory()).map(({ name }) => name)

/** Short texts that a language writes as English does. Where it has no list, only what is a sentence has to differ. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  de: [
    'Audio', 'Bitrix24', 'Bot', 'Chat', 'Chats', 'Code', 'Collab', 'Domain', 'Export', 'Format', 'In Bitrix24', 'Khaki', 'Lead', 'Links', 'Manager',
    'Marengo', 'Name', 'Offline', 'Online', 'Orange', 'Pause', 'Person', 'Person {number}', 'Position', 'Sand', 'Status', 'Text', 'Video', 'Videos',
  ],
  ru: [],
}
/** What is called the same everywhere. */
const NAMES = /BX24\.js|Bitrix24|cURL|Chatside|CRest|JavaScript|Markdown|MB|OAuth|PHP|SDK|SHA-256/g

function read(language: string, part: string): Messages {
  const content: unknown = JSON.parse(readFileSync(join(TEXTS, language, `${part}.json`), 'utf8'))
  return Object.fromEntries(Object.entries(content ?? {}).map(([key, value]) => [key, String(value)]))
}

function placeholders(text: string): string {
  return [...new Set(text.match(/\{[^}]*\}/g) ?? [])].sort().join(' ')
}

function isUntranslated(language: string, text: string): boolean {
  const words = text.replace(/\{[^}]*\}/g, '').replace(NAMES, '').match(/\p{L}+/gu) ?? []
  const same = SAME[language]
  return words.length > 2 || (words.length > 0 && same !== undefined && !same.includes(text))
}

/** Forms that whole numbers take. */
function formsOf(language: string): number {
  return Math.max(...Array.from({ length: 200 }, (_, count) => pluralRule(language)(count, 6))) + 1
}

/** What is wrong with a file of texts beside the English one. */
function faultsOf(language: string, translated: Messages, original: Messages): string[] {
  const keys = Object.keys(translated)
  const forms = formsOf(language)
  const faults = Object.keys(original).filter(key => !(key in translated)).map(key => `${key} is missing`)
  if (keys.join() !== [...keys].sort().join()) faults.push('keys are not in the order of the alphabet')
  for (const [key, text] of Object.entries(translated)) {
    const english = original[key]
    if (english === undefined) faults.push(`${key} is not in English`)
    else if (text.trim() === '') faults.push(`${key} is empty`)
    else if (placeholders(text) !== placeholders(english)) faults.push(`${key} has ${placeholders(text)} instead of ${placeholders(english)}`)
    else if (text.split(' | ').length !== (english.includes(' | ') ? forms : 1)) faults.push(`${key} has not the plural forms of the language`)
    else if (language !== 'en' && text === english && isUntranslated(language, text)) faults.push(`${key} is not translated`)
  }
  return faults
}

const english = PARTS.map(part => read('en', part))
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

test('English, German and Russian are there, and every language has the same files', () => {
  expect(languages).toEqual(expect.arrayContaining(['de', 'en', 'ru']))
  for (const language of languages) expect(readdirSync(join(TEXTS, language)).sort(), language).toEqual(PARTS.map(part => `${part}.json`))
})

test.each(languages)('nothing is missing, left over, untranslated or filled in differently in %s', (language) => {
  expect(PARTS.flatMap((part, index) => faultsOf(language, read(language, part), english[index] ?? {}).map(fault => `${part}.json: ${fault}`))).toEqual([])
})

test('each fault of a translation is named', () => {
  const original = { a: 'Save', b: 'Hello {name}', c: '{count} day | {count} days', d: 'Save all of it', e: 'Text', f: 'Open' }
  expect(faultsOf('ru', { b: 'Привет', c: '{count} день | {count} дней', d: 'Save all of it', e: 'Text', f: ' ', g: 'Ещё' }, original)).toEqual([
    'a is missing', 'b has  instead of {name}', 'c has not the plural forms of the language', 'd is not translated', 'e is not translated', 'f is empty',
    'g is not in English',
  ])
  expect(faultsOf('de', { e: 'Text', a: 'Sichern' }, { a: 'Save', e: 'Text' })).toEqual(['keys are not in the order of the alphabet'])
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
