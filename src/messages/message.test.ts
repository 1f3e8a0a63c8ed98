import { expect, test } from 'vitest'
import get from '../../tests/fixtures/im.dialog.messages.get.json'
import search from '../../tests/fixtures/im.dialog.messages.search.json'
import { toLikes } from './message-likes.ts'
import { joinPages, lookUp, type MessagePage } from './message.ts'
import { toReadPage } from './read-page.ts'

function read(answer: unknown): MessagePage {
  const page = toReadPage(answer)
  if (!page) throw new Error('no list of messages')
  return page
}

test('the documented answer of the search is understood', () => {
  const page = read(search.answer.result)
  expect(page.messages).toEqual([{
    id: 33_653, authorId: 1, sentAt: Date.UTC(2026, 1, 13, 13, 28), text: 'test message', fileIds: [], attachments: [], likedBy: [], replyToId: null,
    isSystem: false, isDeleted: false, isEdited: false, forwardedFrom: null,
  }])
  expect([lookUp(page).nameOf(1), lookUp(page).isBot(1)]).toEqual(['Alex', false])
  expect([...toLikes(search.answer.result, page.messages)]).toEqual([[33_653, { likedBy: [], count: 0, isOwn: false }]])
})

test('the documented history is understood, its system messages having no author', () => {
  const page = read(get.answer.result)
  expect(page.messages).toHaveLength(get.answer.result.messages.length)
  expect(page.messages.filter(({ authorId }) => authorId === 0).length).toBeGreaterThan(0)
  for (const { id, authorId, sentAt } of page.messages) {
    expect(id).toBeGreaterThan(0)
    expect(sentAt).toBeGreaterThan(0)
    if (authorId > 0) expect(lookUp(page).nameOf(authorId)).not.toBe('')
  }
})

test('a message brings its files, and knows of files that nobody described', () => {
  const page = read({ messages: [{ id: 5, text: '', params: { FILE_ID: ['7', 8] } }, { id: 6, text: '', params: { FILE_ID: { 2: 9 } } }], files: [{ id: 7, name: 'plan.png', type: 'image' }] })
  expect(page.messages.map(lookUp(page).filesOf)).toMatchObject([
    [{ id: 7, name: 'plan.png', kind: 'image' }, { id: 8, name: '', kind: 'file' }], [{ id: 9, name: '', kind: 'file' }],
  ])
})

test('messages that PHP made a map are read, each once, and what has no id is left out but counted', () => {
  expect(toReadPage({ messages: { 4: { id: '9' }, 7: { id: 9 }, 8: { text: 'x' }, 9: null } })).toMatchObject({
    messages: [{ id: 9, authorId: 0, sentAt: null, text: '' }], ids: [9, 9, null, null],
  })
})

test('a message brings whose words it has and whether a bot wrote it (r5)', () => {
  const page = read({
    messages: [{ id: 5, authorId: 1, text: 'x', forward: { id: 'chat2/4', userId: 2 } }, { id: 6, authorId: 3, text: 'y', params: { FORWARD_ID: 1 } }],
    users: [{ id: 1, name: 'Ann' }, { id: 2, name: 'Ben' }, { id: 3, name: 'Helper', bot: true }],
  })
  const { nameOf, isBot } = lookUp(page)
  expect(page.messages).toMatchObject([{ authorId: 1, forwardedFrom: 2 }, { authorId: 3, forwardedFrom: 0 }])
  expect([nameOf(1), nameOf(2), isBot(1), nameOf(0), isBot(3)]).toEqual(['Ann', 'Ben', false, '', true])
})

test('of pages as one the messages follow each other, and what a later one says of a person counts', () => {
  const page = joinPages(read({ messages: [{ id: 1, author_id: 4 }], users: [{ id: 4, name: 'Ann' }] }), read({ messages: [{ id: 2, author_id: 4 }], users: [{ id: 4, name: 'Anna' }] }))
  expect(page.messages.map(({ id }) => id)).toEqual([1, 2])
  expect(lookUp(page).nameOf(4)).toBe('Anna')
})
