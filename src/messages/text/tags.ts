import { lowerLatin } from './lower-latin.ts'

const PAIRED = new Set(['b', 'i', 'u', 's', 'size', 'color', 'url', 'user', 'chat', 'context', 'code', 'img', 'put', 'send', 'call'])
const SINGLE = new Set(['br', 'icon', 'disk', 'timestamp'])
/** A value ends at any bracket and any line end, so no character is examined more than twice. */
const TAG = /\[(\/?)([a-z]+)(?:([= ])([^[\]\n]*))?\]/gi
const CODE_END = '[/code]'
/** How deep tags may be nested; deeper ones are text. */
export const DEEPEST = 20

type Token =
  | { kind: 'text', text: string }
  | { kind: 'open' | 'single', name: string, /** After the `=` or the space. */ value: string | null, source: string, /** As its other half is written. */ closing: string }
  | { kind: 'close', name: string, source: string }

interface Found {
  token: Token
  /** Where the other half of a pair is. */
  partner: number | null
}

/** The tags of a text in their order, with the pairs that belong together. */
function pairTags(text: string, budget: { tags: number }): Found[] {
  const lower = lowerLatin(text)
  const found: Found[] = []
  const open: { name: string, index: number }[] = []
  const openOf = new Map<string, number>()
  const count = (name: string, change: number): void => { openOf.set(name, (openOf.get(name) ?? 0) + change) }
  const add = (token: Token, partner: number | null = null): number => found.push({ token, partner }) - 1
  let from = 0
  let hasCode = true
  let skipTo = 0
  for (const match of text.matchAll(TAG)) {
    const { 0: source, 1: slash, 2: rawName = '', 4: value = null, index } = match
    const name = rawName.toLowerCase()
    const isSingle = SINGLE.has(name) && slash === ''
    if (index < skipTo || !(isSingle || PAIRED.has(name))) continue
    if (budget.tags <= 0) break
    budget.tags--
    const codeEnd = name === 'code' && slash === '' && hasCode ? lower.indexOf(CODE_END, index) : -1
    if (name === 'code' && codeEnd < 0) {
      if (slash === '') hasCode = false
      continue
    }
    add({ kind: 'text', text: text.slice(from, index) })
    from = index + source.length
    if (name === 'code') {
      const closing = text.slice(codeEnd, codeEnd + CODE_END.length)
      const opened = add({ kind: 'open', name, value, source, closing }, found.length + 2)
      add({ kind: 'text', text: text.slice(from, codeEnd) })
      from = skipTo = codeEnd + CODE_END.length
      add({ kind: 'close', name, source: closing }, opened)
    } else if (slash === '') {
      const opened = add({ kind: isSingle ? 'single' : 'open', name, value, source, closing: '' })
      if (isSingle) continue
      open.push({ name, index: opened })
      count(name, 1)
    } else {
      const closed = add({ kind: 'close', name, source })
      // a closing tag without a partner must not unwind the open ones; every other tag is popped once
      for (let last = openOf.get(name) ? open.pop() : undefined; last; last = open.pop()) {
        count(last.name, -1)
        if (last.name !== name) continue
        const [opening, closing] = [found[last.index], found[closed]]
        if (opening?.token.kind === 'open' && closing) {
          opening.token.closing = source;
          [opening.partner, closing.partner] = [closed, last.index]
        }
        break
      }
    }
  }
  add({ kind: 'text', text: text.slice(from) })
  return found
}

/**
 * Splits a text into tags that can be nested and texts between them: every `open` has its `close`, no pairs cross, none is deeper
 * than `DEEPEST`. Unknown, unclosed and too deep tags and those beyond `budget.tags` are text. The content of `[code]` is one text.
 */
export function scanTags(text: string, budget: { tags: number }): Token[] {
  const found = pairTags(text, budget)
  const tokens: Token[] = []
  let depth = 0
  for (const { token, partner } of found) {
    if (token.kind === 'close' && partner !== null) depth--
    const isTag = token.kind === 'single' || (token.kind !== 'text' && partner !== null && depth < DEEPEST)
    if (token.kind === 'open' && partner !== null) depth++
    const last = tokens.at(-1)
    const literal = token.kind === 'text' ? token.text : token.source
    if (isTag) tokens.push(token)
    else if (last?.kind === 'text') tokens[tokens.length - 1] = { kind: 'text', text: last.text + literal }
    else if (literal !== '') tokens.push({ kind: 'text', text: literal })
  }
  return tokens
}

type Tag = Extract<Token, { kind: 'open' | 'single' }>
export type Branch = { kind: 'text', text: string } | { kind: 'tag', tag: Tag, children: Branch[] }

/** Tokens of `scanTags`, where every `open` has its `close` and no pairs cross, as a tree; its depth is theirs. */
export function nestTags(tokens: readonly Token[]): Branch[] {
  const root: Branch[] = []
  const open = [root]
  for (const token of tokens) {
    const siblings = open.at(-1) ?? root
    if (token.kind === 'text') {
      siblings.push(token)
    } else if (token.kind === 'close') {
      open.pop()
    } else {
      const children: Branch[] = []
      siblings.push({ kind: 'tag', tag: token, children })
      if (token.kind === 'open') open.push(children)
    }
  }
  return root
}
