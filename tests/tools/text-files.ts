/** The files of texts, and what may be wrong with them: for `npm run texts` and for the rules. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PARTS, TEXTS } from '../../hosting/build/text-files.ts'
import { pluralRule } from '../../src/texts/message.ts'

export type Messages = Readonly<Record<string, string>>

export type Part = (typeof PARTS)[number]

export function readTexts(language: string, part: Part): Messages {
  const content: unknown = JSON.parse(readFileSync(join(TEXTS, language, `${part}.json`), 'utf8'))
  return Object.fromEntries(Object.entries(content ?? {}).map(([key, value]) => [key, String(value)]))
}

interface Glossary {
  /** What Bitrix24 calls things in this language: English and its own word. */
  terms: [english: string, own: string][]
  /** Texts that this language writes as English does. */
  same: string[]
  /** The digest of the texts that somebody who did not write them has read against the glossary; empty when nobody has. */
  readTwice: string
}

/** What `glossary.md` beside the texts of a language says. English is the original and has none. */
export function readGlossary(language: string): Glossary {
  const lines = readFileSync(join(TEXTS, language, 'glossary.md'), 'utf8').split('\n')
  const rows = lines.filter(line => line.startsWith('|')).slice(2).map(line => line.split('|').slice(1, -1).map(cell => cell.trim()))
  const after = (start: string): string => lines.find(line => line.startsWith(start))?.slice(start.length).trim() ?? ''
  return {
    terms: rows.map(([english = '', own = '']) => [english, own]),
    same: after('Same as in English:').split(' · ').filter(text => text !== ''),
    readTwice: after('Second reading:'),
  }
}

/** Changes with every text of a language. */
export function digestOf(language: string): string {
  return createHash('sha256').update(JSON.stringify(PARTS.map(part => readTexts(language, part)))).digest('hex').slice(0, 12)
}

/** What is called the same everywhere. */
const NAMES = /BX24\.js|Bitrix24|cURL|Chatside|CRest|CSV|JavaScript|JSON|Markdown|MB|OAuth|PHP|SDK|SHA-256/g

function placeholders(text: string): string {
  return [...new Set(text.match(/\{[^}]*\}/g) ?? [])].sort().join(' ')
}

function hasWords(text: string): boolean {
  return /\p{L}/u.test(text.replace(/\{[^}]*\}/g, '').replace(NAMES, ''))
}

/** Forms that whole numbers take. */
function formsOf(language: string): number {
  return Math.max(...Array.from({ length: 200 }, (_, count) => pluralRule(language)(count, 6))) + 1
}

/** What is wrong with a file of texts beside the English one; `same` are those that may equal it. */
export function faultsOf(language: string, translated: Messages, original: Messages, same: readonly string[] = []): string[] {
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
    else if (language !== 'en' && text === english && hasWords(text) && !same.includes(text)) faults.push(`${key} is not translated`)
  }
  return faults
}

/** What is wrong with a language beside English, each with its file. */
export function faultsIn(language: string): string[] {
  const same = language === 'en' ? [] : readGlossary(language).same
  return PARTS.flatMap(part => faultsOf(language, readTexts(language, part), readTexts('en', part), same).map(fault => `${part}.json: ${fault}`))
}
