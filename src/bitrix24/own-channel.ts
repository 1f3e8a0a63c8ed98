import type { B24Frame } from '@bitrix24/b24jssdk'
import type { Channel, Opening } from './portal.ts'
import { openBroadcast } from '../lib/browser/broadcast.ts'
import { randomId } from '../lib/browser/random-id.ts'

/** See `Portal.openChannel`. */
export async function openChannel(_frame: Pick<B24Frame, 'slider'>, _opening: Opening, name: string | null, hear: (message: unknown) => void): Promise<Channel | null> {
  const id = name ?? randomId()
  const channel = openBroadcast(`chatside-${id}`)
  if (!channel) return null
  channel.onmessage = ({ data }: MessageEvent<unknown>) => hear(data)
  return {
    name: id,
    send: message => channel.postMessage(message),
    close: () => channel.close(),
  }
}
