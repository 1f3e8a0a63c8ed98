import { expect, test } from 'vitest'
import { aNotesPortal, CONVERSATION, GROUP, PEOPLE } from '../../tests/support/a-notes-portal.ts'
import { countChatsWithNotes } from './chats-with-notes.ts'

test('chats are counted by the names of their storages, each once, and nothing else of the app', async () => {
  const portal = aNotesPortal()
  const door = portal.doorOf(PEOPLE.admin)
  expect(await countChatsWithNotes(door)).toBe(0)
  for (const ENTITY of [`c${GROUP}`, `c${GROUP}_1`, `c${CONVERSATION}`, 'dish', 'c']) portal.call(PEOPLE.anna, 'entity.add', { ENTITY, NAME: 'Notes', ACCESS: { U3: 'X' } })
  expect(await countChatsWithNotes(door)).toBe(2)
})

test('an app without the scope is told what is missing', async () => {
  await expect(countChatsWithNotes(aNotesPortal({ scopes: [] }).doorOf(PEOPLE.admin))).rejects.toMatchObject({ kind: 'missing-scope' })
})
