import type { Method } from '../../rest/exchange.ts'
import { profile, userAccess, userAdmin, userCurrent, userGet } from './user-methods.ts'

/** Methods about people that the simulated portal knows, besides those of `im`. */
export const userMethods: readonly Method[] = [userCurrent, userGet, profile, userAdmin, userAccess]
