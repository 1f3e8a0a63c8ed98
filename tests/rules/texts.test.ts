import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parse } from 'vue/compiler-sfc'
import { pluralRule } from '../../src/i18n/plurals.ts'

const SOURCES = fileURLToPath(new URL('../../src', import.meta.url))
const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).map(file => join(SOURCES, file))
const sources = files.filter(file => /\.(?:ts|vue)$/.test(file) && !file.endsWith('.test.ts'))
const locales = files.filter(file => basename(dirname(file)) === 'locales' && file.endsWith('.json'))
const folders = [...new Set(locales.map(dirname))]
const languages = [...new Set(locales.map(file => basename(file, '.json')))].sort()

function read(file: string): Record<string, string> {
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
  return Object.fromEntries(Object.entries(content ?? {}).map(([key, value]) => [key, String(value)]))
}

function placeholders(text: string): string[] {
  return [...new Set(text.match(/\{[^}]*\}/g) ?? [])].sort()
}

const english = Object.assign({}, ...folders.map(folder => read(join(folder, 'en.json'))))
const code = sources.map(file => readFileSync(file, 'utf8')).join('\n')
/** Calls such as t('a.b'), plural('a.b', … and t(`a.${b}`). */
const calls = [...code.matchAll(/\b(?:t|plural)\(\s*(?:'([^']+)'|`([^`]+)`)/g)]
const patterns = calls.flatMap(([, , template]) => template === undefined
  ? []
  : [new RegExp(`^${template.split(/\$\{[^}]*\}/).map(part => part.replace(/[.\\]/g, '\\$&')).join('[a-z0-9-]+')}$`)])

test('English, German and Russian are there', () => {
  expect(languages).toEqual(expect.arrayContaining(['de', 'en', 'ru']))
})

test.each(folders.flatMap(folder => languages.map(language => [language, folder.slice(SOURCES.length + 1), folder] as const)))(
  'the texts %s of %s have the keys, placeholders and order of the English ones',
  (language, _where, folder) => {
    const original = read(join(folder, 'en.json'))
    const translated = read(join(folder, `${language}.json`))
    expect(Object.keys(translated)).toEqual(Object.keys(original))
    expect(Object.keys(original)).toEqual(Object.keys(original).sort())
    for (const [key, text] of Object.entries(translated)) {
      expect(text.trim(), key).not.toBe('')
      expect(placeholders(text), key).toEqual(placeholders(original[key] ?? ''))
    }
  },
)

test.each(languages)('texts with plurals have every form that whole numbers take in %s', (language) => {
  const most = Math.max(...Array.from({ length: 200 }, (_, count) => pluralRule(language)(count, 6))) + 1
  for (const [key, text] of Object.entries(Object.assign({}, ...folders.map(folder => read(join(folder, `${language}.json`)))))) {
    const forms = String(text).split(' | ').length
    if (String(english[key]).includes(' | ')) expect(forms, key).toBe(most)
    else expect(forms, key).toBe(1)
  }
})

test('no key is in two files', () => {
  const keys = folders.flatMap(folder => Object.keys(read(join(folder, 'en.json'))))
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
})

test('every key that is asked for exists', () => {
  const asked = calls.flatMap(([, key]) => key === undefined ? [] : [key])
  expect(asked.length).toBeGreaterThan(50)
  expect(asked.filter(key => !(key in english))).toEqual([])
  for (const pattern of patterns) expect(Object.keys(english).some(key => pattern.test(key)), String(pattern)).toBe(true)
})

test('every key is used', () => {
  const unused = Object.keys(english).filter(key => !code.includes(`'${key}'`) && !patterns.some(pattern => pattern.test(key)))
  expect(unused).toEqual([])
})

interface TemplateNode {
  type: number
  content?: unknown
  children?: TemplateNode[]
  branches?: TemplateNode[]
  props?: { type: number, name: string, value?: { content: string } | undefined }[]
  loc: { start: { line: number } }
}

const TEXT = 2
const ATTRIBUTE = 6
/** Attributes that a person reads or hears. */
const SPOKEN = new Set(['alt', 'aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'label', 'placeholder', 'title'])

/** Words that stand in a template instead of in a locale file, each with its line. */
function visibleWords(node: TemplateNode): string[] {
  const found: string[] = []
  if (node.type === TEXT && typeof node.content === 'string' && /\p{L}/u.test(node.content)) {
    found.push(`${node.loc.start.line}: ${node.content.trim()}`)
  }
  for (const prop of node.props ?? []) {
    if (prop.type === ATTRIBUTE && SPOKEN.has(prop.name) && /\p{L}/u.test(prop.value?.content ?? '')) found.push(`${node.loc.start.line}: ${prop.name}`)
  }
  return [...found, ...(node.children ?? []).flatMap(visibleWords)]
}

function wordsOf(component: string): string[] {
  const { ast } = parse(component, { sourceMap: false }).descriptor.template ?? {}
  return ast ? visibleWords(ast as TemplateNode) : [] // the compiler's own node types are a union of twenty
}

test.each(sources.filter(file => file.endsWith('.vue')).map(file => [file.slice(SOURCES.length + 1), file] as const))(
  'the template of %s has no visible words of its own',
  (_where, file) => {
    expect(wordsOf(readFileSync(file, 'utf8'))).toEqual([])
  },
)

test('words in a template are found, in text and in attributes', () => {
  expect(wordsOf('<template><p v-if="a"><b title="Hint">Hello</b></p><i>{{ t(\'x\') }}</i></template>')).toEqual(['1: title', '1: Hello'])
})
