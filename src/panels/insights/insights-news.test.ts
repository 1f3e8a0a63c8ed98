/** Figures follow the chat beside them, and the messages of a figure do not move. */
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { byRole } from '../../../tests/support/by-role.ts'
import { aMessage } from '../../../tests/support/history.ts'
import { useInProcessWorker } from '../../../tests/support/in-process-worker.ts'
import { openInsights, TALK } from '../../../tests/support/open-insights.ts'
import { aRow, GET, history, rows, saying } from '../../../tests/support/open-shared.ts'
import { settle } from '../../../tests/support/mount.ts'
import { tellNews } from '../../../tests/support/tell-news.ts'

beforeEach(() => {
  useInProcessWorker()
  vi.stubGlobal('indexedDB', new IDBFactory())
  Object.defineProperty(window, 'innerHeight', { value: 2_000, configurable: true })
})

afterEach(() => {
  vi.unstubAllGlobals()
  sessionStorage.clear()
  document.body.replaceChildren()
})

const at = (hour: number) => Date.UTC(2026, 2, 25, hour)

test('figures count what a beat brought, and what is gone no more', async () => {
  const { wrapper } = await openInsights()
  await saying(wrapper, '6 messages')
  await tellNews({ after: 16, added: [aMessage({ id: 17, text: 'Good morning', sentAt: at(8) })] })
  await saying(wrapper, '7 messages')
  await tellNews({ after: 17, deleted: [17, 16] })
  await saying(wrapper, '5 messages')
})

test('the messages of a figure stay where they are; new ones wait, and a deleted one says so', async () => {
  const { wrapper } = await openInsights()
  await saying(wrapper, 'Messages by day')
  await byRole(wrapper, 'button', '6, All messages').trigger('click')
  const titleOf = () => rows(wrapper, 'All messages').map(one => one.text().replace(/\s+/g, ' '))
  await vi.waitFor(() => expect(titleOf()).toHaveLength(6))
  const before = titleOf()
  await tellNews({ after: 16, added: [aMessage({ id: 17, text: 'Good morning', sentAt: at(8) })], deleted: [16] })
  await vi.waitFor(() => expect(titleOf()[0]).toMatch(/deleted/))
  expect(titleOf().slice(1)).toEqual(before.slice(1))
  await byRole(wrapper, 'button', '1 new: show it').trigger('click')
  await vi.waitFor(() => expect(titleOf()[0]).toMatch(/Good morning/))
  expect(titleOf().slice(1)).toEqual(before.slice(1))
})

test('a question that waits for four hours by now counts when the panel is shown again, though nothing else was written', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-24T18:00:00Z') })
  const asked = aRow(17, { date: '2026-03-24T15:00:00+00:00', text: 'When is it ready?' })
  const { wrapper } = await openInsights({ [GET]: history([...TALK, asked]) })
  const tab = (name: RegExp) => byRole(wrapper, 'tab', name)
  await vi.waitFor(() => expect(tab(/^Insights/).text()).toMatch(/^Insights +1$/))
  vi.setSystemTime(new Date('2026-03-24T20:00:00Z'))
  await tab(/^Overview/).trigger('click')
  await settle()
  await tab(/^Insights/).trigger('click')
  await vi.waitFor(() => expect(tab(/^Insights/).text()).toMatch(/^Insights +2$/))
})
