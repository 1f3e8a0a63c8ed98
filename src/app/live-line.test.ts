import { getActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { aPortal } from '../../tests/support/a-portal.ts'
import { openingAnswers } from '../../tests/support/answers.ts'
import { allByRole, byRole } from '../../tests/support/by-role.ts'
import { aMessage } from '../../tests/support/history.ts'
import { mountInApp } from '../../tests/support/mount.ts'
import { tellNews } from '../../tests/support/tell-news.ts'
import { useChatStore } from '../chat/chat-store.ts'
import { parseDialogId } from '../chat/dialog-id.ts'
import { useLive } from '../chat/live/live-store.ts'
import type { HeartState } from '../chat/live/pacing.ts'
import LiveLine from './LiveLine.vue'

const NOW = Date.UTC(2026, 2, 10, 12)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'], now: NOW })
})

afterEach(() => vi.useRealTimers())

/** The line below a panel, as a page has it. */
async function aLine() {
  const portal = aPortal({ answers: openingAnswers() })
  const wrapper = await mountInApp(defineComponent(() => () => [h('section', 'Panel'), h(LiveLine)]), { portal })
  const live = useLive(getActivePinia())
  return {
    wrapper, live, portal,
    said: () => wrapper.find('[aria-live="polite"]').text(),
    async becomes(state: Partial<HeartState>, seconds = 4) {
      live.state = { pulse: 'live', why: null, refusal: null, isOutdated: false, knownSince: Date.now(), ...state }
      await vi.advanceTimersByTimeAsync(seconds * 1_000)
    },
  }
}

test('while what is shown is new there is no line, and a place for announcements', async () => {
  const { wrapper, said, becomes } = await aLine()
  await becomes({})
  expect(wrapper.text()).toBe('Panel')
  expect(allByRole(wrapper, 'button')).toEqual([])
  expect(said()).toBe('')
})

test.each<[Partial<HeartState>, string]>([
  [{ knownSince: NOW - 120_000 }, 'Last updated 2 minutes ago.'],
  [{ pulse: 'slowed', why: 'refused', refusal: 'rate', knownSince: NOW - 120_000 }, 'Bitrix24 is busy. Last updated 2 minutes ago.'],
  [{ pulse: 'stopped', why: 'offline', knownSince: NOW - 120_000 }, 'No internet connection. Last updated 2 minutes ago.'],
])('of %o it says %s, also to screen readers, with a press that reads anew', async (state, words) => {
  const { wrapper, live, said, becomes } = await aLine()
  const ask = vi.spyOn(live, 'ask').mockReturnValue(undefined)
  await becomes(state)
  expect(wrapper.find('.small').text()).toBe(words)
  expect(said()).toBe(words)
  await byRole(wrapper, 'button', 'Refresh').trigger('click')
  expect(ask).toHaveBeenCalledOnce()
})

test('news is announced where no line is shown', async () => {
  const { said, wrapper } = await aLine()
  await tellNews({ added: [aMessage({ id: 1 })] })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(said()).toBe('1 new message')
  expect(wrapper.find('.small').exists()).toBe(false)
})

test('it follows the chat once the chat is there, and no longer than it is shown', async () => {
  const { wrapper, live } = await aLine()
  expect(live.state).toBeNull()
  await useChatStore(getActivePinia()).load(parseDialogId('chat7') ?? expect.fail('no dialog id'))
  await vi.advanceTimersByTimeAsync(0)
  expect(live.state).toMatchObject({ isOutdated: false, refusal: null })
  wrapper.unmount()
  expect(live.state).toBeNull()
})
