import type { Restrictions } from './model.ts'

/** What an ordinary chat allows: everything, as in the sample of im.recent.list. */
const OPEN: Restrictions = {
  avatar: true, rename: true, extend: true, call: true, mute: true, leave: true, leaveOwner: true, send: true, userList: true,
}

/**
 * What a chat says that it allows, by its entity type: CRM is the sample of im.dialog.get, LINES that of imopenlines.dialog.get, the others are the
 * rows of yuliai/bitrix-modules of May 2026, im/classes/general/im_chat.php, GetChatOptions. There is none for chats of single tasks, mails, video
 * conferences and announcements. What is then refused is another table (im/lib/V2/Permission.php): see im.chat.mute and im.chat.leave.
 */
const BY_ENTITY: Readonly<Record<string, Partial<Restrictions>>> = {
  CRM: { avatar: false, rename: false, leaveOwner: false },
  GENERAL: { avatar: false, rename: false, extend: false, leave: false, leaveOwner: false },
  SONET_GROUP: { avatar: false, rename: false, extend: false, leave: false, leaveOwner: false },
  CALL: { extend: false, call: false, mute: false, leave: false, leaveOwner: false },
}

export function restrictionsFor(entityType: string): Restrictions {
  return { ...OPEN, ...BY_ENTITY[entityType] }
}
