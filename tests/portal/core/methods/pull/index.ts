import type { Push } from '../../push/push.ts'
import type { Method } from '../../rest/exchange.ts'
import { configGet } from './config-get.ts'
import { eventAdd } from './event-add.ts'

/** Methods of the scope `pull` for applications. The portal's own pages have others, which no application may call. */
export function pullMethods(push: Push): readonly Method[] {
  return [configGet(push), eventAdd(push)]
}
