import { lowerLatin } from './lower-latin.ts'
import type { MessageNode, MessageReference } from './nodes.ts'

type QuoteHead = Extract<MessageNode, { kind: 'quote' }>['head']
export type Part = { kind: 'plain', text: string } | { kind: 'quote', head: QuoteHead, text: string }

// The messenger's own reader of quotes: im/install/js/im/v2/lib/parser, functions/quote (bitrix-core-business).
const FENCE = '-'.repeat(54)
const ARROWS = '>>'
const HEAD = /^([^\n]{1,200}?) ?\[([^\]\n]{1,60})\](?: #((?:chat\d{1,15}|\d{1,15}:\d{1,15})\/\d{1,15}))?$/
const REFERENCE = /^(chat\d{1,15}|\d{1,15}(?::\d{1,15})?)\/(\d{1,15})$/

/** Parses `chat12/345` as a reference; null for anything else. */
export function toReference(text: string): MessageReference | null {
  const [, dialogId, messageId] = REFERENCE.exec(text) ?? []
  return dialogId === undefined ? null : { dialogId, messageId: Number(messageId) }
}

function toHead(line: string): QuoteHead {
  const [, author, time, reference = ''] = HEAD.exec(line) ?? []
  return author === undefined || time === undefined ? null : { author: author.trim(), time, reference: toReference(reference) }
}

/** For each line whether it begins inside `[code]…[/code]`, where nothing is a quote. */
function linesInCode(text: string, lines: readonly string[]): boolean[] {
  const lower = lowerLatin(text)
  const found: boolean[] = []
  let [begin, end, at] = [-1, -1, 0]
  for (const line of lines) {
    while (begin !== Infinity && end <= at) {
      const next = lower.indexOf('[code]', Math.max(end, 0))
      const close = next < 0 ? -1 : lower.indexOf('[/code]', next)
      begin = close < 0 ? Infinity : next
      end = close < 0 ? Infinity : close + 1
    }
    found.push(begin < at)
    at += line.length + 1
  }
  return found
}

/**
 * Splits a message into quotes and the author's own text. A quote is lines that begin with `>>`, or lines between two lines
 * of 54 hyphens, headed by author and time. It makes as many quotes as `budget.quotes` still allows.
 */
export function splitQuotes(text: string, budget: { quotes: number }): Part[] {
  const lines = text.split('\n')
  const inCode = linesInCode(text, lines)
  const fences = lines.flatMap((line, index) => line === FENCE && !inCode[index] ? [index] : [])
  const parts: Part[] = []
  let plain: string[] = []
  const add = (head: QuoteHead, quoted: readonly string[]): void => {
    if (plain.length > 0) parts.push({ kind: 'plain', text: plain.join('\n') })
    plain = []
    parts.push({ kind: 'quote', head, text: quoted.join('\n') })
    budget.quotes--
  }
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? ''
    while ((fences[0] ?? Infinity) < index) fences.shift()
    const close = fences[0] === index ? fences[1] : undefined
    const isArrow = (at: number): boolean => lines[at]?.startsWith(ARROWS) === true && !inCode[at]
    if (budget.quotes > 0 && close !== undefined) {
      const head = close > index + 1 ? toHead(lines[index + 1] ?? '') : null
      add(head, lines.slice(index + (head ? 2 : 1), close))
      index = close
      fences.splice(0, 2)
    } else if (budget.quotes > 0 && isArrow(index)) {
      let end = index
      while (isArrow(end)) end++
      add(null, lines.slice(index, end).map(quoted => quoted.slice(ARROWS.length)))
      index = end - 1
    } else {
      plain.push(line)
    }
  }
  if (plain.length > 0) parts.push({ kind: 'plain', text: plain.join('\n') })
  return parts
}
