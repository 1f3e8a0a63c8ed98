import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { byRole } from '../../../../tests/support/by-role.ts'
import { useInProcessWorker } from '../../../../tests/support/in-process-worker.ts'
import { settle } from '../../../../tests/support/mount.ts'
import { openInsights } from '../../../../tests/support/open-insights.ts'
import { openShared, type Opened, saying } from '../../../../tests/support/open-shared.ts'
import { isBackwards } from './day-span.ts'

beforeEach(() => {
  useInProcessWorker()
  vi.stubGlobal('indexedDB', new IDBFactory())
})

afterEach(() => {
  vi.unstubAllGlobals()
  sessionStorage.clear()
  document.body.replaceChildren()
})

/** Where there is one. */
async function openFilter(wrapper: Opened): Promise<void> {
  const filter = wrapper.findAll('details').find(({ element }) => element.textContent.includes('Filter and sort'))
  if (filter) filter.element.open = true
  await filter?.trigger('toggle')
  await settle()
}

test.each([
  ['Insights', async () => {
    const { wrapper } = await openInsights()
    await saying(wrapper, /Messages by day/)
    await byRole(wrapper, 'combobox', 'Period').setValue('days')
    return wrapper
  }, /Messages by day/, /wrote nothing/],
  ['Links and files', async () => (await openShared()).wrapper, /2 links/, /Nothing matches/],
])('%s says that days are the wrong way round, and nothing else of such a period', async (_panel, open, shown, untrue) => {
  const wrapper = await open()
  await saying(wrapper, shown)
  await openFilter(wrapper)
  await byRole(wrapper, 'textbox', 'From').setValue('2026-03-20')
  await byRole(wrapper, 'textbox', 'To').setValue('2026-03-01')
  await vi.waitFor(() => expect(byRole(wrapper, 'alert').text()).toBe('The first day is after the last one.'))
  await settle()
  expect([untrue.test(wrapper.text()), shown.test(wrapper.text())]).toEqual([false, false])
  await byRole(wrapper, 'textbox', 'From').setValue('2026-03-01')
  await byRole(wrapper, 'textbox', 'To').setValue('2026-03-31')
  await saying(wrapper, shown)
})

test('a day is before the same day of a longer year, and one that is missing is in no order', () => {
  expect(isBackwards({ from: '2026-03-02', to: '2026-03-01' })).toBe(true)
  expect(isBackwards({ from: '2026-03-01', to: '2026-03-01' })).toBe(false)
  expect([isBackwards({ from: '3000-03-01', to: '20260-03-01' }), isBackwards({ from: '20260-03-01', to: '3000-03-01' })]).toEqual([false, true])
  expect([isBackwards({ from: '2026-03-02', to: '' }), isBackwards({ from: '', to: '2026-03-01' })]).toEqual([false, false])
})
