import type { Method } from '../../rest/exchange.ts'
import { crmItemGet } from './item-get.ts'
import { crmStatusList } from './status-list.ts'

/** Methods of the scope `crm` that the simulated portal knows. */
export const crmMethods: readonly Method[] = [crmItemGet, crmStatusList]
