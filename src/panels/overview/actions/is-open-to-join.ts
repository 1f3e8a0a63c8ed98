import type { ChatKind } from '../../../chat/overview.ts'

/** Chats that anybody in the company may join without being added. */
export function isOpenToJoin(kind: ChatKind): boolean {
  return kind === 'open' || kind === 'open-channel'
}
