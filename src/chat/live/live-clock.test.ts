import { createPinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createApp } from 'vue'
import { aPortal } from '../../../tests/support/a-portal.ts'
import { aDialog, openingAnswers } from '../../../tests/support/answers.ts'
import { portalKey } from '../../bitrix24/index.ts'
import { useChatStore } from '../chat-store.ts'
import { parseDialogId } from '../dialog-id.ts'
import { useLive } from './live-store.ts'

const SECOND = 1_000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})
afterEach(() => vi.useRealTimers())

test('what is new is shown where the clock of the device is set back by hours while the sidebar opens', async () => {
  let name = 'Before'
  const app = createApp({ render: () => null })
  const pinia = createPinia()
  app.use(pinia).provide(portalKey, aPortal({ answers: { ...openingAnswers(), 'im.dialog.get': () => aDialog({ name }) } }))
  const dialogId = parseDialogId('chat7') ?? expect.fail('no dialog id')
  const store = app.runWithContext(() => useChatStore(pinia))
  await store.load(dialogId)
  vi.setSystemTime(Date.now() - 3 * 3_600 * SECOND)
  const live = app.runWithContext(() => useLive(pinia))
  live.start(dialogId)
  name = 'After'
  live.ask()
  await vi.advanceTimersByTimeAsync(11 * SECOND)
  expect(store.chat).toMatchObject({ overview: { title: 'After' } })
  expect(live.state?.knownSince).toBeLessThanOrEqual(Date.now())
  live.stop()
})
