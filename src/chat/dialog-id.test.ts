import fc from 'fast-check'
import { expect, test } from 'vitest'
import { describeReceived } from './describe-received.ts'
import { parseDialogId } from './dialog-id.ts'

test('a chat, a workgroup and a person are told apart', () => {
  expect(parseDialogId('chat1489')).toEqual({ kind: 'chat', chatId: 1489, text: 'chat1489' })
  expect(parseDialogId('sg12')).toEqual({ kind: 'workgroup', groupId: 12, text: 'sg12' })
  expect(parseDialogId('1489')).toEqual({ kind: 'person', personId: 1489, text: '1489' })
})

test('the greatest safe integer is accepted, the next is not', () => {
  expect(parseDialogId('chat9007199254740991')).toMatchObject({ chatId: Number.MAX_SAFE_INTEGER })
  expect(parseDialogId('chat9007199254740992')).toBeNull()
  expect(parseDialogId('9007199254740993')).toBeNull()
})

test.each([
  '', 'chat', 'sg', 'chat0', '0', 'sg0', 'chat-1', '-1', '+1', 'chat+1', 'chat01', '01', 'chat1e3', '1e3', 'chat1.5', '0x10', ' chat1', 'chat1 ', 'chat 1',
  'chat1\n', 'CHAT1', 'Chat1', 'SG12', 'chatchat1', 'chat1chat', 'imol|12', 'networkLines12', 'notify', '__proto__', 'constructor', 'chat١', '１', 'chat1\u0000',
  'null', 'undefined', 'NaN', 'Infinity', 'chat99999999999999999999',
])('%j is no dialog id', (received) => {
  expect(parseDialogId(received)).toBeNull()
})

test.each([[1489], [0], [1n], [null], [undefined], [true], [[]], [['chat1']], [{}], [{ toString: () => 'chat1' }], [new String('chat1')], [Symbol('chat1')]])(
  'something that is no text is no dialog id (%#)', (received) => {
    expect(parseDialogId(received)).toBeNull()
  })

test('ten megabytes of text are refused, and described by their length', () => {
  const text = `chat${'1'.repeat(10_000_000)}`
  expect(parseDialogId(text)).toBeNull()
  expect(describeReceived(text)).toMatch(/^"chat1+…" \(10000004\)$/)
  expect(describeReceived(text).length).toBeLessThanOrEqual(80)
})

test('every id of the three forms survives, and nothing else is accepted', () => {
  fc.assert(fc.property(fc.constantFrom('chat', 'sg', ''), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (prefix, number) => {
    expect(parseDialogId(`${prefix}${number}`)?.text).toBe(`${prefix}${number}`)
  }))
  const nearly = fc.array(fc.constantFrom('chat', 'sg', '1', '0', '-', 'e', ' ', 'C', '|', '٣')).map(parts => parts.join(''))
  fc.assert(fc.property(fc.oneof(nearly, fc.string({ unit: 'binary' }), fc.anything()), (received) => {
    const id = parseDialogId(received)
    if (id) expect(received).toMatch(/^(chat|sg)?[1-9][0-9]{0,15}$/)
  }), { numRuns: 500 })
})

test.each([
  [undefined, 'undefined'],
  [null, 'null'],
  [1489, '1489'],
  [12n, '12'],
  ['1489', '"1489"'],
  ['', '""'],
  ['<b>chat1</b>', '"<b>chat1</b>"'],
  ['a\nb\tc\u0000', '"a\\u{a}b\\u{9}c\\u{0}"'],
  ['\u202Echat1', '"\\u{202e}chat1"'],
  ['chat\u00A01\u200B', '"chat\\u{a0}1\\u{200b}"'],
  ['e\u0301', '"e\\u{301}"'],
  ['\uD800', '"\\u{d800}"'],
  [[], '[…] (0)'],
  [['chat1', 2], '[…] (2)'],
  [{}, '{}'],
  [{ 'a': 1, 'b\n': 2 }, '{a, b\\u{a}}'],
  [{ a: 1, b: 2, c: 3, d: 4 }, '{a, b, c, …}'],
  [JSON.parse('{"__proto__":1}'), '{__proto__}'],
  [() => 'secret', 'function'],
  [Symbol('x'), 'symbol'],
])('describes %o', (received, expected) => {
  expect(describeReceived(received)).toBe(expected)
})

test('long text is cut and its length is given', () => {
  const described = describeReceived(`chat${'1'.repeat(1_000)}`)
  expect(described).toHaveLength(80)
  expect(described).toMatch(/^"chat1+…" \(1004\)$/)
})

test('objects that resist are named by their type', () => {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  expect(describeReceived(proxy)).toBe('object')
  const circle: Record<string, unknown> = {}
  circle['self'] = circle
  expect(describeReceived(circle)).toBe('{self}')
  expect(describeReceived(Object.defineProperty({}, 'dialogId', { enumerable: true, get: () => expect.fail('read') }))).toBe('{dialogId}')
})

test('any description is one short line that can be seen', () => {
  fc.assert(fc.property(fc.oneof(fc.anything({ withBigInt: true, withDate: true, withMap: true }), fc.string({ unit: 'binary', maxLength: 300 })), (received) => {
    const described = describeReceived(received)
    expect(described.length).toBeLessThanOrEqual(80)
    expect(described).not.toMatch(/(?! )[\p{C}\p{Z}\p{M}]/u)
  }), { numRuns: 500 })
})
