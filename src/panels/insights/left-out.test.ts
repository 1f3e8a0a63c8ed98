import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aDialog } from '../../../tests/support/answers.ts'
import { useInProcessWorker } from '../../../tests/support/in-process-worker.ts'
import { openInsights, TALK } from '../../../tests/support/open-insights.ts'
import { aRow, GET, history, saying, textOf } from '../../../tests/support/open-shared.ts'

beforeEach(() => {
  useInProcessWorker()
  vi.stubGlobal('indexedDB', new IDBFactory())
})

afterEach(() => {
  vi.unstubAllGlobals()
  sessionStorage.clear()
  document.body.replaceChildren()
})

test('the panel says what no figure was counted from: deleted messages, and dates that cannot be right (r19)', async () => {
  const more = [aRow(17, { params: { IS_DELETED: 'Y' } }), aRow(18, { date: '9999-12-31T00:00:00+00:00' }), aRow(19, { date: '9998-12-31T00:00:00+00:00' })]
  const { wrapper } = await openInsights({ [GET]: history([...TALK, ...more]) })
  await saying(wrapper, /Not counted: 1 deleted message and 2 messages whose date is missing or cannot be right\./)
  expect(textOf(wrapper)).toMatch(/Messages by day/)
})

test('where everything counts, nothing is said of it', async () => {
  const { wrapper } = await openInsights()
  await saying(wrapper, /Messages by day/)
  expect(textOf(wrapper)).not.toContain('Not counted')
})

test('in a conversation of two nobody is looked for who is quiet, also where nothing is told of the other', async () => {
  const { wrapper } = await openInsights({ 'im.dialog.get': aDialog({ type: 'private', message_type: 'P', message_count: TALK.length }) })
  await saying(wrapper, /Messages by day/)
  expect(textOf(wrapper)).not.toContain('Quietest members')
})
