import { CONTEXTS, readContext, type Context } from '../registration/sidebar-item.ts'

type Choice = 'ALL' | Context

/** What a `context` that the portal accepts has ticked. */
export function tickedContexts(context: string): Choice[] {
  const kinds = readContext(context)
  return kinds === 'ALL' ? ['ALL'] : kinds
}

/**
 * The `context` after one choice was ticked or unticked: `ALL` takes the place of the kinds of chats, and they of it.
 * `''`, which the portal refuses, when nothing is left.
 */
export function tickContext(ticked: readonly Choice[], choice: Choice, isChecked: boolean): string {
  if (choice === 'ALL') return isChecked ? 'ALL' : ''
  return CONTEXTS.filter(one => one === choice ? isChecked : ticked.includes(one)).join(';')
}
