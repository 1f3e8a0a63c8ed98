import { toPortalPath } from '../lib/portal-path.ts'
import type { ChatLink } from './overview.ts'

/** The fields of a chat that say what it belongs to; all text, `''` where the portal said nothing. */
export interface Belonging {
  entityType: string
  entityId: string
  entityData1: string
  entityData2: string
  link: { type: string, url: string, id: string }
}

const CRM_KINDS: ReadonlyMap<string, 'lead' | 'deal' | 'contact' | 'company'> = new Map([
  ['LEAD', 'lead'], ['DEAL', 'deal'], ['CONTACT', 'contact'], ['COMPANY', 'company'],
])

/** Paths as the documentation of openPath has them. `viewerId` is needed for the path of a task. */
export function toLinks(belonging: Belonging, viewerId: number | null): ChatLink[] {
  const { entityType, entityId, link } = belonging
  // Chat owners choose it through REST, so it may be an address of anywhere.
  const path = toPortalPath(link.url)
  switch (entityType || link.type) {
    case 'CRM': case 'LEAD': case 'DEAL': case 'CONTACT': case 'COMPANY':
      return withPath(toCrmLink(entityId || link.id), path)
    case 'LINES': case 'LIVECHAT':
      return [...toCrmLinksOfLine(belonging), toLineLink(entityId || link.id, belonging.entityData1, path)]
    case 'SONET_GROUP':
      return toNumbered('workgroup', entityId, path, id => `/workgroups/group/${id}/`)
    case 'TASKS_TASK': case 'TASKS':
      return toNumbered('task', entityId, path, id => (viewerId === null ? null : taskPath(viewerId, id)))
    case 'CALENDAR':
      return toNumbered('calendar', entityId, path, () => null)
    case 'MAIL':
      return toNumbered('mail', entityId, path, () => null)
    default:
      // the id of a thing we do not know means nothing to a person: only its page does
      return path === null ? [] : [{ kind: 'other', id: entityId, path }]
  }
}

/** Where somebody sees a task. */
export function taskPath(viewerId: number, taskId: number | string): string {
  return `/company/personal/user/${viewerId}/tasks/task/view/${taskId}/`
}

/** `DEAL|1663`, `DYNAMIC_128|5`; null when there is no number. */
function toCrmLink(entity: string): ChatLink | null {
  const [, name = '', id = ''] = /^([A-Z][A-Z0-9_]*)\|([1-9]\d{0,15})$/.exec(entity) ?? []
  if (id === '') return null
  const kind = CRM_KINDS.get(name)
  if (kind) return { kind, id, path: `/crm/${kind}/details/${id}/` }
  const [, typeId] = /^DYNAMIC_([1-9]\d{0,9})$/.exec(name) ?? []
  return typeId === undefined ? { kind: 'crm-item', id, path: null } : { kind: 'crm-item', id, path: `/crm/type/${typeId}/details/${id}/`, typeId }
}

function withPath(link: ChatLink | null, path: string | null): ChatLink[] {
  if (link) return [{ ...link, path: path ?? link.path }]
  return path === null ? [] : [{ kind: 'crm-item', id: '', path }]
}

/**
 * What an open channel's conversation is tied to. The second field is `LEAD|1209|COMPANY|0|…`, 0 for nothing; the first
 * begins with `Y|LEAD|1209` when the conversation was saved to CRM (imopenlines.dialog.get, chats/outdated/iframe).
 */
function toCrmLinksOfLine({ entityData1, entityData2 }: Belonging): ChatLink[] {
  const parts = entityData2.split('|', 20)
  const pairs = parts.flatMap((name, index) => (index % 2 === 0 ? [`${name}|${parts[index + 1] ?? ''}`] : []))
  const [isSaved, savedName, savedId] = entityData1.split('|', 3)
  if (isSaved === 'Y') pairs.push(`${savedName}|${savedId}`)
  return [...new Set(pairs)].map(toCrmLink).filter(link => link !== null)
}

/** `livechat|22|1775|599`: connector, number of the open channel, and ids that mean nothing outside of it. */
function toLineLink(code: string, entityData1: string, path: string | null): ChatLink {
  const [, line = ''] = code.split('|', 2)
  // the sixth is the conversation's number (imopenlines.session.history.get)
  const [, , , , , session = ''] = entityData1.split('|', 6)
  return { kind: 'open-line', id: /^[1-9]\d{0,15}$/.test(line) ? line : '', path, line: { code, session } }
}

function toNumbered(kind: ChatLink['kind'], entityId: string, path: string | null, toPath: (id: string) => string | null): ChatLink[] {
  const id = /^[1-9]\d{0,15}$/.test(entityId) ? entityId : ''
  return id === '' && path === null ? [] : [{ kind, id, path: path ?? toPath(id) }]
}
