import { parse } from 'valibot'
import { type Command, type Outcome, type Portal, PortalError } from '../bitrix24/index.ts'
import { dateOrNull } from '../bitrix24/fields.ts'
import { isGranted, MOST_LINKS, scopeOfLink, toLinkCommands } from './link-commands.ts'
import { linkKey, type LinkOutcome, type LinkReading, type LinkScope } from './link-details.ts'
import type { ChatLink, ChatOverview } from './overview.ts'
import { type LinkAnswers, toLinkDetails } from './to-link-details.ts'

/**
 * The essentials of everything a chat is linked to, in one request; in none when nothing can be asked.
 * @throws PortalError of the request
 */
export async function loadLinkDetails(portal: Pick<Portal, 'batch'>, overview: ChatOverview): Promise<LinkReading> {
  const links = overview.links.slice(0, MOST_LINKS)
  const missing = new Set<LinkScope>()
  for (const link of links) {
    const scope = scopeOfLink(link)
    if (scope !== null && !isGranted(scope, overview.scopes)) missing.add(scope)
  }
  const commands: Record<string, Command> = Object.assign({}, ...links.map((link, index) => toLinkCommands(link, index, overview)))
  if (Object.keys(commands).length === 0) return { outcomes: new Map(), missing: [...missing] }

  const answers: Record<string, Outcome> = await portal.batch({ ...commands, time: { method: 'server.time' } })
  const now = parse(dateOrNull, answers['time']?.ok ? answers['time'].value : null) ?? overview.readAt
  const outcomes = new Map<string, LinkOutcome>()
  for (const [index, link] of links.entries()) {
    const own = answersAt(answers, index)
    const scope = scopeOfLink(link)
    // the grant that was read at the opening may be older than this refusal
    const isRefused = Object.values(own).some(one => !one.ok && one.error.kind === 'missing-scope' && one.error.scope === scope)
    if (isRefused && scope !== null) missing.add(scope)
    if (Object.keys(own).length > 0 && !(isRefused && link.kind !== 'open-line')) outcomes.set(linkKey(link), toOutcome(link, own, { overview, now }))
  }
  return { outcomes, missing: [...missing] }
}

function answersAt(answers: Record<string, Outcome>, index: number): LinkAnswers {
  return Object.fromEntries(Object.entries(answers).flatMap(([name, outcome]) => {
    const [, part, at] = /^([a-z]+)(\d+)$/.exec(name) ?? []
    return part !== undefined && Number(at) === index ? [[part, outcome]] : []
  }))
}

function toOutcome(link: ChatLink, answers: LinkAnswers, context: Parameters<typeof toLinkDetails>[2]): LinkOutcome {
  try {
    return { state: 'ready', details: toLinkDetails(link, answers, context) }
  } catch (error) {
    if (error instanceof PortalError) return { state: 'failed', error }
    throw error
  }
}
