import type { Command, Outcome } from '../bitrix24/index.ts'
import type { DialogId } from './dialog-id.ts'
import { FIRST_MEMBERS } from './overview.ts'

/** The answers to the commands of one overview; a private conversation has a person, any other chat members and an owner. */
export type OverviewAnswers = Partial<Record<'chat' | 'members' | 'owner' | 'person' | 'scope' | 'profile' | 'time', Outcome>>

/** What the first screen asks for, as one batch, in the order in which the portal runs it. */
export function toOverviewCommands(dialogId: DialogId): Record<string, Command> {
  return {
    chat: { method: 'im.dialog.get', params: { DIALOG_ID: dialogId.text } },
    ...(dialogId.kind === 'person' ? toPersonCommands(dialogId.personId) : toMemberCommands(dialogId.text)),
    scope: { method: 'scope' },
    profile: { method: 'profile' },
    time: { method: 'server.time' },
  }
}

function toPersonCommands(personId: number): Record<string, Command> {
  return { person: { method: 'im.user.get', params: { ID: personId } } }
}

function toMemberCommands(dialogId: string): Record<string, Command> {
  return {
    members: { method: 'im.dialog.users.list', params: { DIALOG_ID: dialogId, LIMIT: FIRST_MEMBERS } },
    // The owner need not be among the first members. Where there is no chat the reference leads elsewhere and the
    // answer may be about somebody else: it counts only if it has the owner's id.
    owner: { method: 'im.user.get', params: { ID: '$result[chat][owner]' } },
  }
}
