import { afterEach, expect, test, vi } from 'vitest'
import { toOpening } from './opening.ts'
import { openChannel } from './own-channel.ts'
import { expectResult, handBack } from './slider-result.ts'

afterEach(() => vi.unstubAllGlobals())

const FRAME = { slider: {} } as Parameters<typeof openChannel>[0] // a channel asks the frame for nothing
const OPENING = toOpening({
  placement: 'DEFAULT', options: {}, language: 'en', isAdmin: false, isInstallMode: false, memberId: '', appOption: () => undefined, origin: 'https://demo.bitrix24.com',
})

test('a browser that lets a frame have no channel gives none, and a slider closes without its result (b2)', async () => {
  vi.stubGlobal('BroadcastChannel', function refused() {
    throw new DOMException('The operation is insecure.', 'SecurityError')
  })
  expect(await openChannel(FRAME, OPENING, null, () => undefined)).toBeNull()
  const expected = expectResult()
  await handBack(expected.id, { done: true })
  expect(expected.value()).toBeNull()
  expected.stop()
})
