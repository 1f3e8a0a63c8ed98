import { expect, test } from 'vitest'
import search from '../../tests/fixtures/im.dialog.messages.search.json'
import get from '../../tests/fixtures/im.dialog.messages.get.json'
import { toMessages } from './to-message.ts'

test('the documented answer of the search is understood', () => {
  expect(toMessages(search.answer.result)?.messages).toEqual([{
    id: 33_653, authorId: 1, authorName: 'Alex', sentAt: new Date('2026-02-13T13:28:00Z'), text: 'test message',
    files: [], attachments: [], likedBy: [], likeCount: 0, isLikedByViewer: false, hasLink: false,
    isSystem: false, isDeleted: false, isEdited: false, forwardedFrom: null, forwardedFromName: '', isFromBot: false,
  }])
})

test('the documented history is understood, its system messages having no author', () => {
  const messages = toMessages(get.answer.result)?.messages ?? []
  expect(messages).toHaveLength(get.answer.result.messages.length)
  expect(messages.filter(({ authorId }) => authorId === 0).length).toBeGreaterThan(0)
  for (const { id, authorId, authorName, sentAt } of messages) {
    expect(id).toBeGreaterThan(0)
    expect(sentAt).toBeInstanceOf(Date)
    if (authorId > 0) expect(authorName).not.toBe('')
  }
})

test('a message brings its files, and knows of files that nobody described', () => {
  const answer = { messages: [{ id: 5, text: '', params: { FILE_ID: ['7', 8] } }, { id: 6, text: '', params: { FILE_ID: { 2: 9 } } }], files: [{ id: 7, name: 'plan.png', type: 'image' }] }
  expect(toMessages(answer)?.messages.map(({ files }) => files)).toEqual([
    [{ id: 7, name: 'plan.png', kind: 'image' }, { id: 8, name: '', kind: 'file' }], [{ id: 9, name: '', kind: 'file' }],
  ])
})

test('who likes a message is read from either method, and of the viewer only where the portal says it', () => {
  const messages = [{ id: 5, params: { LIKE: ['3', 4] } }, { id: 6 }, { id: 7 }]
  const likes = (answer: unknown) => toMessages(answer)?.messages.map(({ likedBy, isLikedByViewer }) => [likedBy, isLikedByViewer])
  expect(likes({ messages })).toEqual([[[3, 4], null], [[], null], [[], null]])
  const reactions = [{ messageId: 5, ownReactions: ['laugh', 'LIKE'] }, { messageId: 6, ownReactions: null }, 'x']
  expect(likes({ messages, reactions })).toEqual([[[3, 4], true], [[], null], [[], false]])
  expect(likes({ messages, reactions: [{ messageId: 5, ownReactions: ['laugh'] }] })?.[0]).toEqual([[3, 4], false])
  const counted = [{ messageId: 5, reactionCounters: { like: 7 } }, { messageId: 7, reactionCounters: { laugh: 2, like: '1' } }]
  expect(toMessages({ messages, reactions: counted })?.messages.map(({ likeCount }) => likeCount)).toEqual([7, 0, 1])
})

test('a link in an attachment is a link of the message', () => {
  const answer = { messages: [{ id: 5, text: 'Card', params: { ATTACH: [{ ID: 1, BLOCKS: [{ LINK: [{ NAME: 'Open', LINK: 'https://example.com' }] }] }] } }] }
  expect(toMessages(answer)?.messages[0]).toMatchObject({ hasLink: true, attachments: [[{ kind: 'entry', name: 'Open' }]] })
})

test.each([
  ['see https://example.com', true],
  ['[URL=/company/]here[/URL]', true],
  ['[url]example.com[/url]', true],
  ['[url]', false],
  ['http without an address', false],
])('%j has a link: %s', (text, hasLink) => {
  expect(toMessages({ messages: [{ id: 1, text }] })?.messages[0]?.hasLink).toBe(hasLink)
})

test('messages that PHP made a map are read, each once, and what has no id is left out but counted', () => {
  expect(toMessages({ messages: { 4: { id: '9' }, 7: { id: 9 }, 8: { text: 'x' }, 9: null } })).toMatchObject({ messages: [{ id: 9, authorId: 0, sentAt: null, text: '' }], received: 4 })
})

test.each([[null], ['x'], [[]], [{}], [{ messages: 'x' }]])('%j is no list of messages', (answer) => {
  expect(toMessages(answer)).toBeNull()
})

test('a message brings whose words it has and whether a bot wrote it (r5)', () => {
  const answer = {
    messages: [{ id: 5, authorId: 1, text: 'x', forward: { id: 'chat2/4', userId: 2 } }, { id: 6, authorId: 3, text: 'y', params: { FORWARD_ID: 1 } }],
    users: [{ id: 1, name: 'Ann' }, { id: 2, name: 'Ben' }, { id: 3, name: 'Helper', bot: true }],
  }
  expect(toMessages(answer)?.messages).toMatchObject([
    { authorName: 'Ann', forwardedFrom: 2, forwardedFromName: 'Ben', isFromBot: false }, { forwardedFrom: 0, forwardedFromName: '', isFromBot: true },
  ])
})
