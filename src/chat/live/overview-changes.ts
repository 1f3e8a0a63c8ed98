/** What is other in an answer than what is known: most beats bring nothing, and what they bring is a part. */
import type { OverviewAnswers } from '../overview-commands.ts'
import type { ChatOverview } from '../overview.ts'

/** Whether the portal answers what it did before, but for its clock: such an answer need not be parsed. */
export function isSame(known: OverviewAnswers, answered: OverviewAnswers): boolean {
  return said({ ...known, ...answered }) === said(known)
}

function said(answers: OverviewAnswers): string {
  return JSON.stringify(Object.entries(answers).map(([name, outcome]) => name === 'time' || [name, outcome.ok ? [outcome.value, outcome.total] : outcome.error.kind]))
}

/** Those that are not as they were; null for none, for the time of an answer alone is no news. */
export function changedParts(known: ChatOverview, next: ChatOverview): Partial<ChatOverview> | null {
  const before = withoutLastSeen(known)
  const changed = Object.entries(withoutLastSeen(next)).filter(([name, part]) => name !== 'readAt' && JSON.stringify(part) !== JSON.stringify(before[name])).map(([name]) => name)
  return changed.length > 0 ? Object.fromEntries(Object.entries(next).filter(([name]) => changed.includes(name))) : null
}

/** When a member was here last changes with each word of theirs, and no list of them shows it. */
function withoutLastSeen(overview: ChatOverview): Record<string, unknown> {
  return { ...overview, members: overview.members.map(member => ({ ...member, lastSeen: null })) }
}
