import type { Restrictions } from './model.ts'

/** What an ordinary chat allows: everything, as in the sample of im.recent.list. */
const OPEN: Restrictions = {
  avatar: true, rename: true, extend: true, call: true, mute: true, leave: true, leaveOwner: true, send: true, userList: true,
}

/**
 * What a chat allows by its entity type. CRM is the sample of im.dialog.get, LINES that of imopenlines.dialog.get. The other
 * rows are assumed from what such chats have in common: their picture, name and people are kept by the thing they belong to.
 */
const BY_ENTITY: Readonly<Record<string, Partial<Restrictions>>> = {
  CRM: { avatar: false, rename: false, leaveOwner: false },
  LINES: {},
  GENERAL: { avatar: false, rename: false, extend: false, call: false, leave: false, leaveOwner: false },
  SONET_GROUP: { avatar: false, rename: false, extend: false, leave: false, leaveOwner: false },
  TASKS: { avatar: false, rename: false, leave: false, leaveOwner: false },
  TASKS_TASK: { avatar: false, rename: false, leave: false, leaveOwner: false },
  CALENDAR: { avatar: false, rename: false },
  MAIL: { avatar: false, rename: false },
  CALL: { call: false },
  ANNOUNCEMENT: { leave: false, leaveOwner: false },
}

export function restrictionsFor(entityType: string): Restrictions {
  return { ...OPEN, ...BY_ENTITY[entityType] }
}
