/** The shared notes of a chat as people's sidebars have them. */
import { expect, onTestFinished } from 'vitest'
import { createChatStorage } from '../../src/notes/chat-storage.ts'
import { type OpenedList, openNotesList } from '../../src/notes/notes-list.ts'
import type { NotesOwner } from '../../src/notes/storage-rights.ts'
import { GROUP, type NotesPortal, PEOPLE } from './a-notes-portal.ts'

function membersOf({ portal }: NotesPortal, chatId = GROUP): Set<number> {
  const members = portal.world.chats.get(chatId)?.members
  return new Set(Object.values(PEOPLE).filter(person => members?.of(person)))
}

/** The list as a person's sidebar has it, once it is read; closed when the test ends. */
export async function openShared(notes: NotesPortal, viewerId: number, more: { owner?: NotesOwner, members?: null } = {}): Promise<OpenedList> {
  const { owner = { kind: 'group', chatId: GROUP }, members } = more
  const storage = createChatStorage({
    portal: notes.doorOf(viewerId), owner, viewerId, readMembers: async () => members === undefined ? membersOf(notes) : members,
  })
  const list = openNotesList({ storage, viewerId, waiting: { read: async () => [], keep: async () => true } })
  onTestFinished(() => list.close())
  await list.settled()
  return list
}

export async function addLine(list: OpenedList, text: string): Promise<void> {
  expect(list.add({ text })).toMatchObject({ answer: 'done' })
  await list.settled()
}

export const textsOf = (list: OpenedList): string[] => list.lines.value.map(({ text }) => text)
