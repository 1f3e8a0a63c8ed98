import { expect, test } from 'vitest'
import { isLikedBy, toLikes } from './message-likes.ts'
import { toReadPage } from './read-page.ts'

test('who likes a message is read from either method, and of the viewer only where the portal says it', () => {
  const messages = [{ id: 5, params: { LIKE: ['3', 4] } }, { id: 6 }, { id: 7 }]
  const read = (answer: unknown) => [...toLikes(answer, toReadPage(answer)?.messages ?? []).values()]
  const likes = (answer: unknown) => read(answer).map(({ likedBy, isOwn }) => [likedBy, isOwn])
  expect(likes({ messages })).toEqual([[[3, 4], null], [[], null], [[], null]])
  const reactions = [{ messageId: 5, ownReactions: ['laugh', 'LIKE'] }, { messageId: 6, ownReactions: null }, 'x']
  expect(likes({ messages, reactions })).toEqual([[[3, 4], true], [[], null], [[], false]])
  expect(likes({ messages, reactions: [{ messageId: 5, ownReactions: ['laugh'] }] })[0]).toEqual([[3, 4], false])
  const counted = [{ messageId: 5, reactionCounters: { like: 7 } }, { messageId: 7, reactionCounters: { laugh: 2, like: '1' } }]
  expect(read({ messages, reactions: counted }).map(({ count }) => count)).toEqual([7, 0, 1])
})

test('the portal\'s word on the viewer counts before its list, and nobody known likes nothing', () => {
  const likes = { likedBy: [3], count: 1, isOwn: null }
  expect([isLikedBy(3, likes), isLikedBy(4, likes), isLikedBy(null, likes)]).toEqual([true, false, false])
  expect([isLikedBy(3, { ...likes, isOwn: false }), isLikedBy(null, { ...likes, isOwn: true })]).toEqual([false, true])
})
