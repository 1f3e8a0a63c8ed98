import { expect, test } from 'vitest'
import { beginningWord } from './company-words.ts'

test('where the portal does not say when the chat was made there is no word that its notes begin: anybody could make it', async () => {
  const chat = { memberId: 'portal', chatId: 7 }
  expect(await beginningWord({ ...chat, createdAt: new Date(1_000) })).toMatch(/^[0-9a-f]{64}$/)
  expect(await beginningWord({ ...chat, createdAt: null })).toBeNull()
})
