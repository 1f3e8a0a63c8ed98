import type { B24Frame } from '@bitrix24/b24jssdk'
import { loadFile } from '../lib/load-file.ts'
import type * as doors from './doors.ts'
import { PortalError } from './errors.ts'
import { ignoreTeardown } from './ignore-teardown.ts'
import type { Opening, Portal } from './portal.ts'

type Doors = typeof doors
type LateDoors = Pick<Portal, keyof Doors>

/**
 * The portal's doors that are loaded when the first of them is used.
 * @throws PortalError (each door) `offline` when their file could not be loaded
 */
export function createLateDoors(frame: B24Frame, opening: Opening): LateDoors {
  const through = <Given extends unknown[], Value>(choose: (file: Doors) => (frame: B24Frame, opening: Opening, ...given: Given) => Promise<Value>) =>
    async (...given: Given): Promise<Value> => choose(await loadDoors())(frame, opening, ...given)
  const setTitle = through(file => file.setTitle)
  const fitHeight = through(file => file.fitHeight)
  return {
    openApplication: through(file => file.openApplication),
    openChannel: through(file => file.openChannel),
    closeApplication: through(file => file.closeApplication),
    readBatch: async (commands, options) => (await loadDoors()).readBatch(frame, opening, commands, options),
    readTextarea: through(file => file.readTextarea),
    writeTextarea: through(file => file.writeTextarea),
    getInterface: through(file => file.getInterface),
    onEvent: through(file => file.onEvent),
    setTitle: (title) => {
      setTitle(title).catch(ignoreTeardown)
    },
    fitHeight: (atMost) => {
      fitHeight(atMost).catch(ignoreTeardown)
    },
  }
}

async function loadDoors(): Promise<Doors> {
  try {
    return await loadFile(() => import('./doors.ts'))
  } catch (cause) {
    throw new PortalError('offline', { cause })
  }
}
