import type { Chat, Person, World } from './model.ts'

/**
 * The portal writes `CHAT<id>` for all members when the chat gets its folder on Drive, and then adds and removes it as they come
 * and go: without a folder nobody has it. People of open-line connectors get none. Guests from outside the company are members
 * like any other. Source: bitrix-core-business, modules/im/lib/access/chatauthprovider.php, updateChatCodesByRelations, and
 * modules/im/classes/general/im_disk.php, ChangeFolderMembers.
 */
function hasChatCode(chat: Chat | undefined, person: Person): boolean {
  return chat !== undefined && chat.diskFolderId > 0 && !person.isConnector && chat.members.of(person.id) !== undefined
}

/**
 * Whether the portal's table of access codes gives the code to the person. `AU` is everybody who is signed in. `D<id>` is assumed
 * to be a department's own people; `DR<id>` and groups, which no world has, give nobody anything.
 */
export function holdsCode(world: World, person: Person, code: string): boolean {
  if (code === 'AU') return true
  const parts = /^(U|D|CHAT)([1-9]\d{0,15})$/.exec(code)
  if (!parts) return false
  const id = Number(parts[2])
  if (parts[1] === 'U') return person.id === id
  if (parts[1] === 'D') return person.departments.includes(id)
  const { chatCodes = 'members' } = world.settings.undocumented ?? {}
  return chatCodes === 'members' && hasChatCode(world.chats.get(id), person)
}
