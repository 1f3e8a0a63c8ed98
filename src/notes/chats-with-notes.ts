/** How many chats have shared notes: whoever has the app may list the names of its storages, and of nothing in them. */
import { type Portal, PortalError } from '../bitrix24/index.ts'
import { isRecord } from '../lib/is-record.ts'

const METHOD = 'entity.get'

/** @throws PortalError */
export async function countChatsWithNotes(portal: Pick<Portal, 'call'>): Promise<number> {
  const answer = await portal.call({ method: METHOD })
  if (!Array.isArray(answer)) throw new PortalError('bad-answer', { method: METHOD })
  const codes = answer.map((row: unknown) => isRecord(row) && typeof row['ENTITY'] === 'string' ? row['ENTITY'] : '')
  // a chat whose first name was not to be had uses a further one: see `storageName`
  return new Set(codes.flatMap(code => /^(c\d+)(?:_\d)?$/.exec(code)?.[1] ?? [])).size
}
