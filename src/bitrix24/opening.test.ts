import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Handshake, toOpening } from './opening.ts'

function aHandshake(changes: Partial<Handshake> = {}): Handshake {
  return {
    placement: 'IM_SIDEBAR', options: { dialogId: 'chat1489', URI: '/online/' }, language: 'de', isAdmin: false, isInstallMode: false,
    memberId: 'a223c6b3710f85df22e9377d6c4f7553', origin: 'https://demo.bitrix24.com', appOption: () => undefined, userOption: () => undefined, ...changes,
  }
}

test('reads an opening in the sidebar', () => {
  expect(toOpening(aHandshake())).toEqual({
    placement: 'IM_SIDEBAR', chat: 'chat1489', language: 'de', isAdmin: false,
    isInstallMode: false, isSlider: false, parameters: null, origin: 'https://demo.bitrix24.com', memberId: 'a223c6b3710f85df22e9377d6c4f7553',
    appOption: expect.any(Function), userOption: expect.any(Function),
  })
})

test('options may be the JSON text of an object', () => {
  expect(toOpening(aHandshake({ options: '{"dialogId":"47"}' })).chat).toBe('47')
})

test.each([[undefined], [null], [[]], [''], ['{'], [0], ['"chat1"'], [{}], [[{ dialogId: 'chat1' }]], ['null']])('options %j hold no dialog id', (options) => {
  expect(toOpening(aHandshake({ options })).chat).toBeUndefined()
})

test.each([[1489], [null], [{ a: 1 }], [''], [' chat1']])('the dialog id %j stays as it came', (dialogId) => {
  expect(toOpening(aHandshake({ options: { dialogId } })).chat).toBe(dialogId)
})

test('nothing is inherited from a prototype', () => {
  expect(toOpening(aHandshake({ options: JSON.parse('{"__proto__":{"dialogId":"chat1"}}') })).chat).toBeUndefined()
  expect(toOpening(aHandshake({ options: Object.create({ dialogId: 'chat1' }) })).chat).toBeUndefined()
})

test('rights need a real true', () => {
  expect(toOpening(aHandshake({ isAdmin: 'false', isInstallMode: 1 }))).toMatchObject({ isAdmin: false, isInstallMode: false })
  expect(toOpening(aHandshake({ isAdmin: true, isInstallMode: true }))).toMatchObject({ isAdmin: true, isInstallMode: true })
})

test('a page in a slider says so', () => {
  expect(toOpening(aHandshake({ placement: 'DEFAULT', options: { IFRAME: 'Y' } })).isSlider).toBe(true)
})

test('an unknown language is English, a missing placement is empty', () => {
  expect(toOpening(aHandshake({ language: '../../x', placement: undefined, memberId: null }))).toMatchObject({ language: 'en', placement: '', memberId: '' })
})

test('options that throw when touched hold no dialog id', () => {
  const options = Object.defineProperty({}, 'dialogId', {
    get() {
      throw new Error('no')
    },
  })
  expect(toOpening(aHandshake({ options })).chat).toBeUndefined()
})

test('options nested very deep are read', () => {
  expect(toOpening(aHandshake({ options: `{"dialogId":${'['.repeat(100_000)}${']'.repeat(100_000)}}` }))).toMatchObject({ placement: 'IM_SIDEBAR' })
})

test('an option of the app is read when it is asked for', () => {
  const opening = toOpening(aHandshake({ appOption: name => `kept under ${name}` }))
  expect(opening.appOption('panelAccess')).toBe('kept under panelAccess')
})

test('an option that the SDK does not find is undefined', () => {
  const { appOption } = toOpening(aHandshake({ appOption: (name) => { throw new Error(`app.option.${name} not set`) } }))
  expect(appOption('panelAccess')).toBeUndefined()
})

test('no handshake throws', () => {
  fc.assert(fc.property(fc.anything({ withNullPrototype: true, key: fc.oneof(fc.constantFrom('dialogId', '__proto__', 'IFRAME'), fc.string()) }),
    fc.oneof(fc.anything(), fc.json()), (value, options) => {
      const opening = toOpening(aHandshake({ placement: value, options, language: value, memberId: value, isAdmin: value }))
      expect(typeof opening.placement).toBe('string')
      expect(opening.language).toMatch(/^[a-z]{2}$/)
    }))
})
