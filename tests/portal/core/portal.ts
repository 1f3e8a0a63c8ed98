import { assemblePortal } from './assemble.ts'
import type { CreatePortal } from './facade.ts'
import { crmMethods } from './methods/crm/index.ts'
import { entityMethods } from './methods/entity/index.ts'
import { imMethods } from './methods/im/index.ts'
import { openLineMethods } from './methods/imopenlines/index.ts'
import { placementMethods } from './methods/placement/index.ts'
import { pullMethods } from './methods/pull/index.ts'
import { systemMethods } from './methods/system/index.ts'
import { taskMethods } from './methods/tasks/index.ts'
import { userMethods } from './methods/users/index.ts'

/** The simulated portal with every REST method it knows. */
export const createPortal: CreatePortal = options =>
  assemblePortal(options, push => [
    ...systemMethods, ...placementMethods, ...userMethods, ...imMethods, ...crmMethods, ...taskMethods, ...openLineMethods, ...entityMethods,
    ...pullMethods(push),
  ])
