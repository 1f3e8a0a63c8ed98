import { expect, test } from 'vitest'
import { readAddress, writeAddress } from './address.ts'

test('an address without parameters is the plain messenger', () => {
  const address = readAddress('')
  expect(address).toMatchObject({ scenario: null, viewerId: null, view: 'messenger', theme: 'light', hasPanel: false, raw: null, rest: {} })
  expect(writeAddress(address)).toBe('')
})

test('what is written reads the same', () => {
  const search = '?scenario=private&seed=a&as=5&lang=de&chat=17&panel=1&view=app&theme=dark&wide=1&mobile=1&from=mail'
  expect(writeAddress(readAddress(search))).toBe(search)
})

test('a person is a positive whole number', () => {
  for (const text of ['0', '-1', '1.5', 'admin', '']) expect(readAddress(`?as=${text}`).viewerId).toBeNull()
})

test('parameters of nobody go to the app\'s own page', () => {
  expect(readAddress('?view=app&task=7').rest).toEqual({ task: '7' })
})

test('raw options are JSON, any other text, or missing', () => {
  const options = (text: string): unknown => readAddress(`?placement=X&options=${encodeURIComponent(text)}`).raw?.options
  expect(options('{"dialogId":"chat1"}')).toEqual({ dialogId: 'chat1' })
  expect(options('"5"')).toBe('5')
  expect(options('{broken')).toBe('{broken')
  expect(options('')).toBeUndefined()
})
