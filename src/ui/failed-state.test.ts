import { afterEach, expect, test, vi } from 'vitest'
import { byRole } from '../../tests/support/by-role.ts'
import { mountInApp } from '../../tests/support/mount.ts'
import FailedState from './FailedState.vue'

const replace = vi.spyOn(window.location, 'replace').mockReturnValue()

afterEach(() => {
  replace.mockClear()
  document.body.replaceChildren()
})

test('an error that may pass is shown in its words, with the portal\'s own, and tried again', async () => {
  const shown = await mountInApp(FailedState, { props: { error: { kind: 'busy', code: 'QUERY_LIMIT_EXCEEDED', description: 'Too many requests' } } })
  expect(byRole(shown, 'alert').text()).toContain('is too busy at the moment')
  expect(byRole(shown, 'alert').text()).toContain('QUERY_LIMIT_EXCEEDED: Too many requests')
  await byRole(shown, 'button', 'Try again').trigger('click')
  expect(shown.emitted('retry')).toHaveLength(1)
  expect(replace).not.toHaveBeenCalled()
})

test('after an error that would only come again the page is reloaded, and nobody tries again', async () => {
  const shown = await mountInApp(FailedState, { props: { error: { kind: 'session-expired' } } })
  await byRole(shown, 'button', 'Reload').trigger('click')
  expect(replace).toHaveBeenCalledOnce()
  expect(shown.emitted('retry')).toBeUndefined()
})

test('what an error keeps from being shown comes first, and the error is the reason', async () => {
  const shown = await mountInApp(FailedState, { props: { error: { kind: 'offline', code: 'NETWORK_ERROR' }, text: 'Not everybody could be loaded.' } })
  expect(byRole(shown, 'alert').findAll('p').map(line => line.text())).toEqual([
    'Not everybody could be loaded.', 'There is no connection to your Bitrix24. Check the network, then try again.',
  ])
})

test('what is no error is shown in the words that are given, and the page is reloaded', async () => {
  const shown = await mountInApp(FailedState, { props: { text: 'It stopped.', detail: 'Half-way', actionText: 'Reload', isTitle: true } })
  expect(byRole(shown, 'heading', 'It stopped.').exists()).toBe(true)
  await byRole(shown, 'button', 'Reload').trigger('click')
  expect(replace).toHaveBeenCalledOnce()
})
