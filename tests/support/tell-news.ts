import { getActivePinia } from 'pinia'
import { useLive, type News } from '../../src/chat/live/live-store.ts'
import { toChat } from '../../src/chat/to-chat.ts'
import type { Message, MessagePage } from '../../src/messages/message.ts'
import { aDialog } from './answers.ts'
import { aPage } from './history.ts'
import { settle } from './mount.ts'

interface Told extends Partial<Omit<News, 'added' | 'changed'>> {
  added?: readonly Message[]
  changed?: readonly Message[]
  /** People and files of both. */
  page?: Partial<MessagePage>
}

/** Tells the panels what a beat found. */
export async function tellNews({ added = [], changed = [], page, ...news }: Told): Promise<void> {
  useLive(getActivePinia()).tell({
    after: 0, added: aPage(added, page), isGap: false, changed: aPage(changed, page), deleted: [], end: null, areMembersNew: false, members: null, time: null,
    chat: toChat(aDialog({})), readAt: Date.now(), ...news,
  })
  await settle()
}
