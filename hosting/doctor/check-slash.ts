import { found, type Finding } from './finding.ts'
import { follow, type Surroundings } from './follow.ts'

/** The folder as people type it, without its last slash. They must reach the page, or see that there is none. */
export async function checkSlash(page: URL, surroundings: Surroundings): Promise<Finding[]> {
  if (page.pathname === '/' || !page.pathname.endsWith('/')) return []
  const typed = new URL(page)
  typed.pathname = page.pathname.slice(0, -1)
  const { steps, answer, method } = await follow(typed, 'POST', surroundings, { isOneStep: true })
  if (steps.length === 0 && (answer.status < 200 || answer.status > 299)) return []
  // the page's own files would be looked for one folder higher
  if (steps.length === 0) return [found('slash-breaks', 'warning', typed.pathname)]
  return method === 'POST' ? [] : [found('slash-loses-post', 'warning', `${steps[0]?.status} to ${steps[0]?.to.pathname}`)]
}
