import { found, type Finding } from './finding.ts'
import type { Journey } from './follow.ts'

/** An address without what the portal added to its query. */
function bare({ origin, pathname }: URL): string {
  return `${origin}${pathname}`
}

/** What redirects on the way of the portal's POST mean. */
export function checkRedirects({ steps, address, method }: Journey): Finding[] {
  const [first] = steps
  if (first === undefined) return []
  const isAskedAgain = steps.length === 1 && first.status === 303 && bare(first.from) === bare(first.to) && first.from.search === first.to.search
  if (isAskedAgain) return [found('asked-again', 'fine')]
  const way = `${first.status} to ${bare(first.to)}`
  // the portal compares the origin of what the frame says with the handler's
  if (address.origin !== first.from.origin) return [found('redirect-leaves', 'wrong', `${first.status} to ${address.origin}`)]
  if (method !== 'POST') return [found('redirect-loses-post', 'wrong', way)]
  if (address.search !== first.from.search) return [found('redirect-loses-query', 'wrong', way)]
  return [found('redirect-first', 'warning', way)]
}
