import type { Frame } from '@playwright/test'

/**
 * Describes what is out of place in a page: a text outside the frame or its row, a text from right
 * to left that is not isolated from its neighbours, an element that loads or runs something.
 */
export function strays(frame: Frame): Promise<string[]> {
  return frame.evaluate(() => {
    const found: string[] = []
    const name = (element: Element | null) => `${element?.tagName} ${element?.className}: ${element?.textContent?.slice(0, 40)}`
    const { clientWidth, scrollWidth } = document.documentElement
    if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} px wide`)
    for (const element of document.querySelectorAll('script, style, object, embed, iframe, form[action], img:not(.avatar img), video, audio, base, meta')) {
      if (element.closest('#app')) found.push(`loads or runs: ${name(element)}`)
    }
    for (const link of document.querySelectorAll('a')) {
      if (!/^(?:https?|mailto):$/.test(link.protocol) || link.target !== '_blank' || !link.rel.includes('noopener')) found.push(`a link: ${link.getAttribute('href')?.slice(0, 80)}`)
    }

    const isKeptApart = (element: Element | null): boolean =>
      element !== null && (/isolate|plaintext/.test(getComputedStyle(element).unicodeBidi) || (!element.matches('[role="listitem"], main') && isKeptApart(element.parentElement)))
    const clips = (element: Element): boolean => /clip|hidden|auto|scroll/.test(getComputedStyle(element).overflowY) || getComputedStyle(element).contain.includes('paint')
    const range = document.createRange()
    const walker = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement
      const text = node.textContent ?? ''
      if (!element || text.trim() === '' || element.closest('.visually-hidden, option, textarea')) continue
      if (/[\u202a-\u202e\u2066-\u2069\u0590-\u08ff]/.test(text.replace(/\u2068[^\u202a-\u202e\u2066-\u2069]*\u2069/g, '')) && !isKeptApart(element)) found.push(`not kept apart: ${name(element)}`)
      // stacked marks are drawn outside of the boxes, so an element around them must clip them
      let keeper: Element | null = element
      while (keeper && !clips(keeper) && !keeper.matches('[role="listitem"], main')) keeper = keeper.parentElement
      if (/\p{M}{9}/u.test(text) && !(keeper && clips(keeper))) found.push(`may be drawn anywhere: ${name(element)}`)
      if (keeper && clips(keeper)) continue
      range.selectNodeContents(node)
      const box = range.getBoundingClientRect()
      const row = element.closest('[role="listitem"]')?.getBoundingClientRect()
      if (box.left < -1 || box.right > clientWidth + 1) found.push(`beyond the frame: ${name(element)}`)
      if (row && (box.top < row.top - 1 || box.bottom > row.bottom + 1)) found.push(`beyond its row: ${name(element)}`)
    }
    for (const row of document.querySelectorAll('[role="listitem"]')) {
      const box = row.getBoundingClientRect()
      if (box.left < 0 || box.right > clientWidth) found.push(`a row beyond the frame: ${name(row)}`)
    }
    return [...new Set(found)]
  })
}
