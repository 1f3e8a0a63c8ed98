import { parse } from '@bbob/parser'
import { isRecord } from '../is-record.ts'
import type { Piece } from './scan-tags.ts'

type Tag = Extract<Piece, { kind: 'open' | 'single' }>
export type Branch = { kind: 'text', text: string } | { kind: 'tag', tag: Tag, children: Branch[] }

/**
 * The tags as the parser reads them, with the number of a piece in place of its words: `[b=0]1[/b=…]`. Given the words
 * themselves, @bbob/parser 4.4.1 lets any closing tag close the one that is open (`[b]see [/etc] this[/b]` loses `[/etc]`),
 * drops a word after a single tag that is spelled like a tag, splits values at quotes, and needs 100 ms for 30,000 characters.
 */
function toSkeleton(pieces: readonly Piece[]): string {
  return pieces.map((piece, index) => {
    if (piece.kind === 'text') return String(index)
    if (piece.kind === 'close') return `[/${piece.name}]`
    return `[${piece.name}=${index}]`
  }).join('')
}

/** Pieces of `scanTags` as a tree; its depth is theirs. */
export function nestTags(pieces: readonly Piece[]): Branch[] {
  const toBranch = (node: unknown): Branch[] => {
    if (!isRecord(node)) {
      const piece = pieces[Number(node)]
      return piece?.kind === 'text' ? [piece] : []
    }
    const { attrs, content } = node
    const tag = isRecord(attrs) ? pieces[Number(Object.keys(attrs)[0])] : undefined
    if (tag === undefined || tag.kind === 'text' || tag.kind === 'close') return []
    return [{ kind: 'tag', tag, children: Array.isArray(content) ? content.flatMap(toBranch) : [] }]
  }
  if (pieces.every(({ kind }) => kind === 'text')) return pieces.filter(piece => piece.kind === 'text')
  return parse(toSkeleton(pieces)).flatMap(toBranch)
}
