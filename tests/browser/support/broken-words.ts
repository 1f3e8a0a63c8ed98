import type { Frame } from '@playwright/test'

/** Runs in the page: words that are written in two lines although their box has room for them in one, and words that are cut off. */
export function findBrokenWords(): string[] {
  const found: string[] = []
  const range = document.createRange()
  const walker = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement
    if (!element || element.closest('.visually-hidden, option, textarea, [role="tablist"]') || !element.checkVisibility()) continue
    // a line may end anywhere in an address, and within what these scripts write without spaces
    for (const { 0: word, index } of (node.textContent ?? '').matchAll(/\S+\/\S*|(?:(?!\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai})[\p{L}\p{M}\p{N}])+/gu)) {
      range.setStart(node, index)
      range.setEnd(node, index + word.length)
      // WebKit has an empty box more, at the end of the line before
      const lines = new Set([...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top)))
      const { right } = range.getBoundingClientRect()
      if (lines.size > 1 && !word.includes('/')) found.push(`broken: ${word} in ${element.className}`)
      if (right > document.documentElement.clientWidth + 1) found.push(`cut: ${word} in ${element.className}`)
    }
  }
  return [...new Set(found)]
}

export const brokenWords = (frame: Frame): Promise<string[]> => frame.evaluate(findBrokenWords)
