/** Methods that only what loads late calls: they join those of `methods.ts` with the late part of the portal. */
import { facts, type MethodFacts } from './methods.ts'

const LATE_METHODS = {
  'entity.add': { access: 'write', scope: 'entity' },
  'entity.get': { access: 'read', scope: 'entity' },
  'entity.item.add': { access: 'write', scope: 'entity' },
  'entity.item.delete': { access: 'write', scope: 'entity' },
  'entity.item.get': { access: 'read', scope: 'entity' },
  'entity.item.update': { access: 'write', scope: 'entity' },
  // with `ACCESS` it would write: the app sets rights by `entity.update` alone
  'entity.rights': { access: 'read', scope: 'entity' },
  'entity.update': { access: 'write', scope: 'entity' },
  // makes the folder where there is none
  'im.disk.folder.get': { access: 'write', scope: 'im' },
  // in a batch it is not sent
  'server.time': { access: 'read', scope: null },
  'tasks.task.add': { access: 'write', scope: 'task' },
  'user.access': { access: 'read', scope: null },
} as const satisfies Record<string, MethodFacts>

/** From now on they are known. */
export function addLateMethods(): void {
  for (const [method, known] of Object.entries(LATE_METHODS)) facts.set(method, known)
}
