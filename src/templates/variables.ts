/**
 * What stands in braces in a template and is filled in when it is used. The stored names are the same in every language, so that a template
 * means the same to everybody in the company; people see and write the names of their own language.
 */
import { cleanText, cutText } from '../lib/clean-text.ts'
import { foldText } from '../lib/fold-text.ts'
import { withoutTags } from '../lib/without-tags.ts'

export const CHAT_VARIABLES = ['first name', 'my name', 'date', 'time', 'chat'] as const
/** Of the CRM record that the chat is linked to. */
export const RECORD_VARIABLES = ['title', 'stage', 'amount', 'contact', 'company', 'phone', 'responsible'] as const

export type Variable = typeof CHAT_VARIABLES[number] | `record ${typeof RECORD_VARIABLES[number]}`

export const VARIABLES: readonly Variable[] = [...CHAT_VARIABLES, ...RECORD_VARIABLES.map(name => `record ${name}` as const)]

/** What the language calls each. */
export type VariableNames = Readonly<Record<Variable, string>>
/** What each stands for now; one that is missing or `''` is empty. */
export type VariableValues = Readonly<Partial<Record<Variable, string | undefined>>>

export type TemplatePart =
  | { kind: 'text', text: string }
  | { kind: 'value', variable: Variable, text: string }
  | { kind: 'empty', variable: Variable }

const BRACES = /\{([^{}\n]{1,60})\}/g
/** A value is a name or a title of somebody else's: one line, no more. */
const LONGEST_VALUE = 200

const knownBy = (name: string, names: VariableNames | null): Variable | undefined => {
  const folded = foldText(name)
  return VARIABLES.find(variable => variable === folded) ?? VARIABLES.find(variable => names && foldText(names[variable]) === folded)
}

/** A text as somebody typed it, with the stored names; braces around anything else are only braces. */
export function toStored(text: string, names: VariableNames): string {
  return text.replace(BRACES, (whole, name: string) => {
    const variable = knownBy(name, names)
    return variable ? `{${variable}}` : whole
  })
}

/** A stored text with the names of the language. */
export function toShown(text: string, names: VariableNames): string {
  return text.replace(BRACES, (whole, name: string) => {
    const variable = knownBy(name, null)
    return variable ? `{${names[variable]}}` : whole
  })
}

/** A value as it is inserted: on one line, and nothing in it that the messenger would read as a tag. */
export function toValue(text: string): string {
  return withoutTags(cutText(cleanText(text).replace(/\s+/g, ' ').trim(), LONGEST_VALUE))
}

export function toParts(text: string, values: VariableValues): TemplatePart[] {
  const parts: TemplatePart[] = []
  let at = 0
  for (const { 0: whole, 1: name = '', index } of text.matchAll(BRACES)) {
    const variable = knownBy(name, null)
    if (!variable) continue
    if (index > at) parts.push({ kind: 'text', text: text.slice(at, index) })
    const value = toValue(values[variable] ?? '')
    parts.push(value === '' ? { kind: 'empty', variable } : { kind: 'value', variable, text: value })
    at = index + whole.length
  }
  if (at < text.length) parts.push({ kind: 'text', text: text.slice(at) })
  return parts
}

/** What is inserted or copied: an empty variable leaves nothing, and the blank before it goes with it where a sign, a blank or the end follows. */
export function toInsert(parts: readonly TemplatePart[]): string {
  let text = ''
  let isAfterEmpty = false
  for (const part of parts) {
    if (part.kind === 'empty') {
      isAfterEmpty = true
      continue
    }
    if (isAfterEmpty && /^[\s,.;:!?)]/.test(part.text)) text = text.replace(/ $/, '')
    text += part.text
    isAfterEmpty = false
  }
  return text.trim()
}

/** Each once, in the order of the text. */
export function emptyIn(parts: readonly TemplatePart[]): Variable[] {
  return [...new Set(parts.flatMap(part => part.kind === 'empty' ? [part.variable] : []))]
}

export function usesVariable(text: string, variable: Variable): boolean {
  return toParts(text, {}).some(part => part.kind === 'empty' && part.variable === variable)
}
