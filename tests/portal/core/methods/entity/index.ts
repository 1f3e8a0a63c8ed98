import type { Method } from '../../rest/exchange.ts'
import { copyOf, storagesAt } from '../../world/storage.ts'
import { entityAdd, entityDelete, entityGet, entityRights, entityUpdate } from './entities.ts'
import { itemAdd, itemDelete, itemGet, itemUpdate } from './items.ts'
import { propertyAdd, propertyDelete, propertyGet } from './properties.ts'

function reading(method: Method): Method {
  return {
    ...method,
    run(params, context) {
      const { storagesBehind = 0 } = context.world.settings.undocumented ?? {}
      if (storagesBehind === 0) return method.run(params, context)
      return method.run(params, { ...context, app: { ...context.app, storages: storagesAt(context.app, context.now - storagesBehind) } })
    },
  }
}

function writing(method: Method): Method {
  return {
    ...method,
    run(params, context) {
      const { app, world, now } = context
      if (world.settings.undocumented?.storagesBehind) (app.storagesBefore ??= []).push({ until: now, storages: app.storages.map(copyOf) })
      return method.run(params, context)
    },
  }
}

/** With a new set of rights it writes. */
const rights: Method = {
  ...entityRights,
  run: (params, context) => (Object.keys(params).some(name => name.toUpperCase() === 'ACCESS') ? writing : reading)(entityRights).run(params, context),
}

/** Methods of the scope `entity` that the simulated portal knows; sections and the change of a property are not among them. */
export const entityMethods: readonly Method[] = [
  ...[entityGet, itemGet, propertyGet].map(reading),
  rights,
  ...[entityAdd, entityUpdate, entityDelete, itemAdd, itemUpdate, itemDelete, propertyAdd, propertyDelete].map(writing),
]
