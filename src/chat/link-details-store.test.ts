import { createPinia } from 'pinia'
import { expect, test, vi } from 'vitest'
import { createApp, nextTick } from 'vue'
import { aPortal } from '../../tests/support/a-portal.ts'
import { openingAnswers } from '../../tests/support/answers.ts'
import { PortalError, portalKey } from '../bitrix24/index.ts'
import { useChatStore } from './chat-store.ts'
import { parseDialogId } from './dialog-id.ts'
import { useLinkDetails } from './link-details-store.ts'

test('what a chat is linked to is read again when somebody else\'s answer has brought the chat back', async () => {
  const app = createApp({ render: () => null })
  app.provide(portalKey, aPortal({ answers: openingAnswers() }))
  const pinia = createPinia()
  app.use(pinia)
  const { store, links } = app.runWithContext(() => ({ store: useChatStore(pinia), links: useLinkDetails(pinia) }))
  const dialogId = parseDialogId('chat7') ?? expect.fail('no dialog id')
  await store.load(dialogId)
  links.start()
  await vi.waitFor(() => expect(links.details.state).toBe('ready'))
  const { overview } = store.chat.state === 'ready' ? store.chat : expect.fail('no chat')
  store.refuse(dialogId, new PortalError('no-access'))
  await nextTick()
  expect(links.details.state).toBe('loading')
  store.take(overview, store.known())
  await vi.waitFor(() => expect(links.details.state).toBe('ready'))
})
