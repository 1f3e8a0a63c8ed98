import { expect, test } from 'vitest'
import { contextOf, fixedPlace } from '../../../scenarios/for-tests.ts'
import { scenario } from '../../../scenarios/index.ts'
import { RestError } from '../../rest/exchange.ts'
import { requireChat, requireDialog } from './access.ts'

const world = scenario('small-group').create(fixedPlace())
const texts = { empty: 'empty', access: 'no access' }

/** Code, status and text of the refusal; null when there was none. */
function refusal(act: () => unknown): [code: string, status: number, text: string] | null {
  try {
    act()
    return null
  } catch (error) {
    if (!(error instanceof RestError)) throw error
    return [error.code, error.status, error.message]
  }
}

test.each([undefined, null, '', '0', 0, 'chat', 'chat-1', 'chat1e3', ' chat1489', 'chat1489 ', 'imol|1', 'notify', '-17', {}, ['chat1489']])('%j is no dialog id', (value) => {
  expect(refusal(() => requireDialog(value, contextOf(world, 1)))).toEqual(['DIALOG_ID_EMPTY', 400, 'Dialog ID can\'t be empty'])
})

test.each(['chat1489', 'CHAT1489', 'chat01489', 'sg12', 'SG12', '17', 17])('%j is one', (value) => {
  expect(refusal(() => requireDialog(value, contextOf(world, 1)))).toBeNull()
})

test.each(['chat1555', 'chat0', 'chat987654', 'sg999', 'chat1232'])('%s is refused to who may not read it, or is not there: nobody can tell which', (dialogId) => {
  expect(refusal(() => requireDialog(dialogId, contextOf(world, 5)))).toEqual(['ACCESS_ERROR', 403, 'You do not have access to the specified dialog'])
})

test('a colleague nobody has written to yet is another refusal', () => {
  expect(refusal(() => requireDialog('3000', contextOf(world, 5)))).toEqual(['ACCESS_ERROR', 400, 'You don\'t have access to this chat'])
})

test('an external person may not write to somebody outside their workgroups', () => {
  expect(refusal(() => requireDialog('2', contextOf(world, 40)))?.slice(0, 2)).toEqual(['ACCESS_ERROR', 403])
  expect(refusal(() => requireDialog('17', contextOf(world, 40)))).toBeNull()
})

test('the dialog id is handed back as it came', () => {
  expect(requireDialog('SG12', contextOf(world, 1)).dialogId).toBe('SG12')
  expect(requireDialog(17, contextOf(world, 1)).dialogId).toBe('17')
})

test('a missing chat number is refused with the method’s own words', () => {
  for (const value of [undefined, null, '']) expect(refusal(() => requireChat(value, texts, contextOf(world, 1)))).toEqual(['CHAT_ID_EMPTY', 400, 'empty'])
})

test('a chat that is not there and one that may not be read are refused alike', () => {
  for (const value of [1555, '987654', 'x']) expect(refusal(() => requireChat(value, texts, contextOf(world, 1)))).toEqual(['ACCESS_ERROR', 403, 'no access'])
})

test('a chat is found by number or text', () => {
  expect(requireChat('1489', texts, contextOf(world, 1)).id).toBe(1489)
  expect(requireChat(1489, texts, contextOf(world, 1)).id).toBe(1489)
})
