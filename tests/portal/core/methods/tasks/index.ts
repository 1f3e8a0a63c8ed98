import type { Method } from '../../rest/exchange.ts'
import { taskAdd } from './task-add.ts'
import { taskGet } from './task-get.ts'

/** Methods of the scope `task` that the simulated portal knows. */
export const taskMethods: readonly Method[] = [taskAdd, taskGet]
