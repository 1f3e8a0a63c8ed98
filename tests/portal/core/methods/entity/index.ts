import type { Method } from '../../rest/exchange.ts'
import { entityAdd, entityDelete, entityGet, entityRights, entityUpdate } from './entities.ts'
import { itemAdd, itemDelete, itemGet, itemUpdate } from './items.ts'
import { propertyAdd, propertyDelete, propertyGet } from './properties.ts'

/** Methods of the scope `entity` that the simulated portal knows; sections and the change of a property are not among them. */
export const entityMethods: readonly Method[] = [
  entityAdd, entityGet, entityRights, entityUpdate, entityDelete, itemAdd, itemGet, itemUpdate, itemDelete, propertyAdd, propertyGet, propertyDelete,
]
