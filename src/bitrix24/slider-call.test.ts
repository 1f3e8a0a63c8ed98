import { expect, test } from 'vitest'
import { toOpening } from './opening.ts'
import { isParameterName, readSliderCall, SLIDER_KEY } from './slider-call.ts'

test('a page that openApplication opened reads its chat and its parameters', () => {
  const fields = { [SLIDER_KEY]: 'Y', panel: 'people', dialog: 'chat7' }
  expect(readSliderCall('DEFAULT', fields)).toEqual({ chat: 'chat7', parameters: { panel: 'people' } })
})

test.each([
  ['IM_SIDEBAR', { [SLIDER_KEY]: 'Y' }], ['DEFAULT', { panel: 'people' }], ['DEFAULT', []], ['DEFAULT', undefined], ['DEFAULT', null], ['DEFAULT', 'text'],
  ['DEFAULT', { [SLIDER_KEY]: 'short' }], ['DEFAULT', { [SLIDER_KEY]: ['Y'] }], ['DEFAULT', { [SLIDER_KEY]: 'Y\n' }], [undefined, { [SLIDER_KEY]: 'Y' }],
])('placement %j with options %j is no slider of ours', (placement, fields) => {
  expect(readSliderCall(placement, fields)).toBeNull()
})

test('what is no text, or could not have been sent, is no parameter', () => {
  const fields: unknown = JSON.parse(`{"${SLIDER_KEY}":"Y","a":"x","b":1,"c":["x"],"IFRAME":"Y","options":"x","params":"x","bx24_title":"x","__proto__":"x"}`)
  expect(readSliderCall('DEFAULT', fields)?.parameters).toEqual({ a: 'x' })
})

test('options that throw when touched are no slider of ours', () => {
  const options = new Proxy({}, {
    getOwnPropertyDescriptor() {
      throw new Error('no')
    },
  })
  expect(readSliderCall('DEFAULT', options)).toBeNull()
})

test.each(['options', 'params', 'dialog', SLIDER_KEY, 'bx24_title', '', 'a.b', 'a b', 'a[b]', 'Panel', '__proto__'])('%j is no name of a parameter', (name) => {
  expect(isParameterName(name)).toBe(false)
})

test('the opening has the chat and the parameters, also from options that came as JSON text', () => {
  const opening = toOpening({
    placement: 'DEFAULT', options: JSON.stringify({ [SLIDER_KEY]: 'Y', panel: 'people', dialog: 'chat7', dialogId: 'chat8' }), language: 'en', isAdmin: false, isInstallMode: false, memberId: '',
    appOption: () => undefined, userOption: () => undefined, origin: 'https://demo.bitrix24.com',
  })
  expect(opening).toMatchObject({ chat: 'chat7', parameters: { panel: 'people', dialogId: 'chat8' }, isSlider: true })
})
