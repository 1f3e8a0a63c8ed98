import { assemblePortal } from './assemble.ts'
import type { CreatePortal } from './facade.ts'
import { imMethods } from './methods/im/index.ts'
import { placementMethods } from './methods/placement/index.ts'
import { systemMethods } from './methods/system/index.ts'
import { userMethods } from './methods/users/index.ts'

/** The simulated portal with every REST method it knows. */
export const createPortal: CreatePortal = options =>
  assemblePortal(options, [...systemMethods, ...placementMethods, ...userMethods, ...imMethods])
