import type { Method } from '../../rest/exchange.ts'
import { openLineConfigGet } from './config-get.ts'

/** Methods of the scope `imopenlines` that the simulated portal knows. */
export const openLineMethods: readonly Method[] = [openLineConfigGet]
