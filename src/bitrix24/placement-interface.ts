import type { B24Frame } from '@bitrix24/b24jssdk'
import { isRecord } from '../lib/is-record.ts'
import { askParent, isSilence } from './ask-parent.ts'
import { PortalError } from './errors.ts'
import { ignoreTeardown } from './ignore-teardown.ts'
import type { Opening, PlacementInterface } from './portal.ts'

const METHOD = 'getInterface'

/** See `Portal.getInterface`. */
export async function getInterface(frame: Pick<B24Frame, 'parent'>): Promise<PlacementInterface> {
  const answer = await askParent(frame, METHOD)
  if (!isRecord(answer)) throw new PortalError('bad-answer', { method: METHOD })
  return { commands: readNames(answer['command']), events: readNames(answer['event']) }
}

/** See `Portal.onEvent`. */
export async function onEvent(
  frame: Pick<B24Frame, 'parent' | 'placement'>, _opening: Opening, event: string, listener: (value: unknown) => void,
): Promise<boolean> {
  const { events } = await getInterface(frame)
  if (!events.includes(event)) return false
  const hear = (value: unknown): void => {
    // The SDK takes an event that comes within its 900 ms for the answer to the binding and gives it to nobody else.
    if (!isSilence(value)) listener(value)
  }
  frame.placement.bindEvent(event, listener).then(hear, ignoreTeardown)
  return true
}

function readNames(list: unknown): string[] {
  return Array.isArray(list) ? list.filter(name => typeof name === 'string') : []
}
