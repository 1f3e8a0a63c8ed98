import { expect, test, vi } from 'vitest'
import { aPortal } from '../../tests/support/a-portal.ts'
import { joinDrafts, offerDrafts } from './draft-handover.ts'
import { createDrafts, type Drafts } from './drafts.ts'

const someDrafts = (): Drafts => createDrafts({ origin: 'https://demo.bitrix24.com', dialogId: 'chat7', storage: null })

async function openBoth(before: Drafts = someDrafts()) {
  const onAsked = vi.fn()
  const channel = await offerDrafts({ portal: aPortal(), drafts: before }, onAsked)
  const inside = someDrafts()
  await joinDrafts({ portal: aPortal(), drafts: inside }, channel?.name ?? '')
  return { before, inside, channel, onAsked }
}

test('the new page begins where the one that opened it was', async () => {
  const before = someDrafts()
  before.of('search').keep({ text: 'half a wo' })
  const { inside, onAsked } = await openBoth(before)
  expect(inside.of('search').read()).toEqual({ text: 'half a wo' })
  expect(onAsked).toHaveBeenCalledOnce()
})

test('what is kept in the new page is known to the one that opened it at once', async () => {
  const { before, inside } = await openBoth()
  inside.of('search').keep({ text: 'longer' })
  inside.of('people').keep(undefined)
  await vi.waitFor(() => expect(before.of('search').read()).toEqual({ text: 'longer' }))
  expect(before.of('people').read()).toBeUndefined()
})

test('after the slider was closed nothing more is taken', async () => {
  const { before, inside, channel } = await openBoth()
  channel?.close()
  inside.of('search').keep(1)
  await Promise.resolve()
  expect(before.of('search').read()).toBeUndefined()
})

test('where nobody answers the new page starts afresh, and late answers change nothing', async () => {
  vi.useFakeTimers()
  const inside = someDrafts()
  const portal = aPortal()
  const joined = joinDrafts({ portal, drafts: inside }, 'f'.repeat(32))
  await vi.advanceTimersByTimeAsync(500)
  await joined
  vi.useRealTimers()
  const late = await portal.openChannel('f'.repeat(32), () => undefined)
  late?.send([['search', '"late"']])
  await Promise.resolve()
  expect(inside.of('search').read()).toBeUndefined()
})

test.each([
  [null], ['text'], [{}], [[null]], [[['search']]], [[['search', 1]]], [[[1, '"x"']]], [[['x'.repeat(200), '"x"']]], [[['search', '"half']]],
])('%j from somebody else on the channel changes nothing', async (told) => {
  const { before, channel } = await openBoth()
  const other = await aPortal().openChannel(channel?.name ?? null, () => undefined)
  other?.send(told)
  await Promise.resolve()
  await Promise.resolve()
  expect(before.of('search').read()).toBeUndefined()
})
