/**
 * The least that an app with the SDK can be: handshake, one call, one line of text. The benchmarks measure everything
 * else against it.
 */
import { initializeB24Frame } from '@bitrix24/b24jssdk'

const portal = await initializeB24Frame()
const { dialogId } = portal.placement.options as { dialogId: string }
const answer = await portal.actions.v2.call.make<{ name: string }>({ method: 'im.dialog.get', params: { DIALOG_ID: dialogId } })
const heading = document.querySelector('h1')
if (heading) heading.textContent = answer.getData()?.result.name ?? ''
