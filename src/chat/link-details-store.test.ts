import { createPinia } from 'pinia'
import { expect, test, vi } from 'vitest'
import { createApp, nextTick } from 'vue'
import { aPortal } from '../../tests/support/a-portal.ts'
import { aDialog, openingAnswers } from '../../tests/support/answers.ts'
import { PortalError, portalKey } from '../bitrix24/index.ts'
import { useChatStore } from './chat-store.ts'
import { parseDialogId } from './dialog-id.ts'
import { useLeftChat } from './left-chat.ts'
import { useLinkDetails } from './link-details-store.ts'

/** A chat whose links have been read. */
async function aLinkedChat(dialog: Record<string, unknown> = {}) {
  const app = createApp({ render: () => null })
  const portal = aPortal({ answers: openingAnswers({ 'im.dialog.get': aDialog(dialog), 'scope': ['im', 'crm'] }) })
  app.provide(portalKey, portal)
  const pinia = createPinia()
  app.use(pinia)
  const { store, links, left } = app.runWithContext(() => ({ store: useChatStore(pinia), links: useLinkDetails(pinia), left: useLeftChat(pinia) }))
  const dialogId = parseDialogId('chat7') ?? expect.fail('no dialog id')
  await store.load(dialogId)
  links.start()
  await vi.waitFor(() => expect(links.details.state).toBe('ready'))
  const { overview } = store.chat.state === 'ready' ? store.chat : expect.fail('no chat')
  return { portal, store, links, left, dialogId, overview }
}

test('what a chat is linked to is read again when somebody else\'s answer has brought the chat back', async () => {
  const { store, links, dialogId, overview } = await aLinkedChat()
  store.refuse(dialogId, new PortalError('no-access'))
  await nextTick()
  expect(links.details.state).toBe('loading')
  store.take(overview, store.known())
  await vi.waitFor(() => expect(links.details.state).toBe('ready'))
})

test('a chat that a beat finds linked to another record has that one read, unless the viewer has left', async () => {
  const { portal, store, left } = await aLinkedChat({ entity_type: 'CRM', entity_id: 'DEAL|5' })
  const asked = () => portal.sent.filter(({ method, params }) => method === 'crm.item.get' && params?.['entityTypeId'] === 2).map(({ params }) => params?.['id'])
  const link = (id: string) => store.renew({ links: [{ kind: 'deal', id, path: null }] }, store.known(), 0)
  link('6')
  await vi.waitFor(() => expect(asked()).toEqual(['5', '6']))
  left.hasLeft = true
  link('7')
  await nextTick()
  expect(asked()).toEqual(['5', '6'])
})
