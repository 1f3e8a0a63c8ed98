import type { Piece } from './scan-tags.ts'

type Tag = Extract<Piece, { kind: 'open' | 'single' }>
export type Branch = { kind: 'text', text: string } | { kind: 'tag', tag: Tag, children: Branch[] }

/** Pieces of `scanTags`, where every `open` has its `close` and no pairs cross, as a tree; its depth is theirs. */
export function nestTags(pieces: readonly Piece[]): Branch[] {
  const root: Branch[] = []
  const open = [root]
  for (const piece of pieces) {
    const siblings = open.at(-1) ?? root
    if (piece.kind === 'text') {
      siblings.push(piece)
    } else if (piece.kind === 'close') {
      open.pop()
    } else {
      const children: Branch[] = []
      siblings.push({ kind: 'tag', tag: piece, children })
      if (piece.kind === 'open') open.push(children)
    }
  }
  return root
}
