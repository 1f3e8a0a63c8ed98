/**
 * Every REST method this app calls; those that no first view calls are in `late-methods.ts`. A read may be sent again while the portal says it
 * is busy; anything else, and any method that is not listed, is sent once.
 */
export interface MethodFacts {
  access: 'read' | 'write'
  /** Scope that the application must have been granted; null where any application may call it. */
  scope: 'crm' | 'entity' | 'im' | 'imopenlines' | 'placement' | 'pull' | 'task' | 'user' | null
}

const METHODS = {
  'app.info': { access: 'read', scope: null },
  'app.option.get': { access: 'read', scope: null },
  'app.option.set': { access: 'write', scope: null },
  'crm.item.get': { access: 'read', scope: 'crm' },
  'crm.status.list': { access: 'read', scope: 'crm' },
  'im.department.get': { access: 'read', scope: 'im' },
  'im.chat.leave': { access: 'write', scope: 'im' },
  'im.chat.mute': { access: 'write', scope: 'im' },
  'im.dialog.get': { access: 'read', scope: 'im' },
  'im.dialog.messages.get': { access: 'read', scope: 'im' },
  'im.dialog.messages.search': { access: 'read', scope: 'im' },
  'im.dialog.read': { access: 'write', scope: 'im' },
  'im.dialog.users.list': { access: 'read', scope: 'im' },
  'im.message.like': { access: 'write', scope: 'im' },
  'im.message.share': { access: 'write', scope: 'im' },
  'im.user.get': { access: 'read', scope: 'im' },
  'imopenlines.config.get': { access: 'read', scope: 'imopenlines' },
  'placement.bind': { access: 'write', scope: 'placement' },
  'placement.get': { access: 'read', scope: 'placement' },
  'placement.list': { access: 'read', scope: 'placement' },
  'placement.unbind': { access: 'write', scope: 'placement' },
  'pull.application.event.add': { access: 'write', scope: 'pull' },
  'profile': { access: 'read', scope: null },
  'scope': { access: 'read', scope: null },
  'tasks.task.get': { access: 'read', scope: 'task' },
  // any of `user`, `user_basic` and `user_brief`
  'user.get': { access: 'read', scope: 'user' },
  'user.option.get': { access: 'read', scope: null },
  'user.option.set': { access: 'write', scope: null },
} as const satisfies Record<string, MethodFacts>

export const facts = new Map<string, MethodFacts>(Object.entries(METHODS))

/** Scope that a method needs, `''` for one that any application may call. */
export function scopeOf(method: string): string {
  return facts.get(method)?.scope ?? ''
}

/** `batch` is what its commands are, so it is not asked for here. */
export function isRead(method: string): boolean {
  return facts.get(method)?.access === 'read'
}

/** Whether a method may change something in a chat. */
export function changesChat(method: string): boolean {
  return scopeOf(method) === 'im' && !isRead(method)
}
