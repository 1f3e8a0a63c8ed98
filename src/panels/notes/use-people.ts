import { computed, type ComputedRef } from 'vue'
import type { ChatOverview } from '../../chat/overview.ts'
import { useMembers } from '../../people/members-store.ts'
import { useTexts } from '../../texts/texts.ts'

/** `otherwise` is the name of somebody who is not in the chat, where something else tells it. */
export type NameOf = (personId: number, otherwise?: string) => string

export interface NotePeople {
  /** Whom a line can be given to, who looks first. */
  people: ComputedRef<readonly { id: number, name: string }[]>
  /** In words for who looks. */
  nameOf: NameOf
  /** In words for others, as a file has them. */
  fullNameOf: NameOf
}

/** Who is in the chat, as far as the portal says, for a panel's setup. */
export function useNotePeople(chat: Pick<ChatOverview, 'kind' | 'viewerId' | 'person' | 'members'>): NotePeople {
  const { t } = useTexts()
  const members = chat.kind === 'private' ? null : useMembers().members
  const known = computed(() => {
    const listed = members?.()
    const all = listed?.state === 'ready' ? listed.list.members : chat.person ? [chat.person] : chat.members
    return all.filter(({ isBot }) => !isBot)
  })
  const names = computed(() => new Map(known.value.map(({ id, name }) => [id, name])))
  const unknownName = (personId: number): string => personId === chat.viewerId ? t('panels.notes.you') : t('message.unknown-author', { id: personId })
  const fullNameOf: NameOf = (personId, otherwise = '') => names.value.get(personId) || otherwise || unknownName(personId)
  const viewer = chat.viewerId === null ? [] : [chat.viewerId]
  // who has left the company keeps what was theirs, and gets nothing new
  const others = computed(() => known.value.filter(({ id, isActive }) => isActive && id !== chat.viewerId).map(({ id }) => id))
  const nameOf: NameOf = (personId, otherwise) => personId === chat.viewerId ? t('panels.notes.you') : fullNameOf(personId, otherwise)
  return {
    people: computed(() => [...viewer, ...others.value].map(id => ({ id, name: nameOf(id) }))),
    nameOf,
    fullNameOf,
  }
}
