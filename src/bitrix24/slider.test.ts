import { SdkError } from '@bitrix24/b24jssdk'
import { expect, test } from 'vitest'
import { PortalError } from './errors.ts'
import { readClosing, toSliderError } from './slider.ts'

test('a slider that closed and a window on a phone are told apart', () => {
  expect(readClosing({ isOpenAtNewWindow: false, isClose: true })).toBe('closed')
  expect(readClosing({ isOpenAtNewWindow: true, isClose: true })).toBe('opened-in-new-window')
  expect(readClosing({ isOpenAtNewWindow: true, isClose: false })).toBe('opened-in-new-window')
})

test('a reply that is neither closing nor error is a bad answer', () => {
  expect(() => readClosing({ isOpenAtNewWindow: false, isClose: false })).toThrow(PortalError)
})

test.each([
  [new Error('PATH_NOT_AVAILABLE'), 'not-found', 'PATH_NOT_AVAILABLE'],
  [new Error('SOMETHING_NEW'), 'unknown', 'SOMETHING_NEW'],
  [new Error('Error open window'), 'unknown', ''],
  [new Error('undefined'), 'unknown', ''],
  [new SdkError({ code: 'JSSDK_FRAME_BAD_PAYLOAD', status: 0 }), 'bad-answer', 'JSSDK_FRAME_BAD_PAYLOAD'],
  ['text', 'unknown', ''],
])('%s becomes %s', (thrown, kind, code) => {
  expect(toSliderError(thrown)).toMatchObject({ kind, code, method: 'openPath' })
})
