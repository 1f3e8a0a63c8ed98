import { expect, test } from 'vitest'
import { parseResumeToken, type ResumeToken } from './cursor.ts'

const token: ResumeToken = {
  version: 1, dialogId: 'chat7', direction: 'newest-first', since: null, until: 1_000, fromMessageId: null, lastId: 9, anchors: [12, 15], read: 4, isEnd: false,
}

test('a token comes back from JSON as it was', () => {
  expect(parseResumeToken(JSON.parse(JSON.stringify(token)))).toEqual(token)
})

test.each([
  null, 'x', {}, { ...token, version: 2 }, { ...token, direction: 'up' }, { ...token, lastId: 0 }, { ...token, lastId: '9' }, { ...token, anchors: [0] },
  { ...token, anchors: Array.from({ length: 25 }, () => 5) }, { ...token, dialogId: '' }, { ...token, read: -1 }, { ...token, until: 1.5 },
])('%j is no token', (raw) => {
  expect(parseResumeToken(raw)).toBeNull()
})
