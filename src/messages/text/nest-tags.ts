import type { Token } from './scan-tags.ts'

type Tag = Extract<Token, { kind: 'open' | 'single' }>
export type Branch = { kind: 'text', text: string } | { kind: 'tag', tag: Tag, children: Branch[] }

/** Makes a tree of the tokens of `scanTags`, in which every `open` has its `close` and no pairs cross. */
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
