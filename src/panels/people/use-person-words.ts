import type { ChatMember } from '../../chat/members.ts'
import { useTexts } from '../../texts/texts.ts'
import { hasPresence } from './select-people.ts'

export interface ShownPresence {
  tone: 'active' | 'busy' | 'away' | 'gone'
  text: string
}

export interface PersonWords {
  /** Null when there is nothing to say. */
  presence(member: ChatMember): ShownPresence | null
  /** `''` for an ordinary member. */
  role(member: ChatMember): string
  /** What else is to be known: a bot, from outside, gone. */
  marks(member: ChatMember): string[]
  /** `''` where it is not known. */
  reading(member: ChatMember): string
}

const TONES = { online: 'active', dnd: 'busy', away: 'away', idle: 'away', offline: 'gone' } as const

/** What is said of a person, in a row as in a file. */
export function usePersonWords(): PersonWords {
  const { t, formats } = useTexts()
  return {
    presence(member) {
      const { presence } = member
      if (!hasPresence(member) || presence.state === 'unknown') return null
      if (presence.state !== 'absent') return { tone: TONES[presence.state], text: t(`people.presence-${presence.state}`) }
      const text = presence.until ? t('people.absent-until', { day: formats.value.date(presence.until) }) : t('people.presence-absent')
      return { tone: 'away', text }
    },
    role: ({ role }) => role === 'member' ? '' : t(`people.${role}`),
    marks: ({ isBot, isExternal, isActive }) => [
      ...(isBot ? [t('people.bot')] : []),
      ...(isExternal ? [t('people.external')] : []),
      ...(isActive ? [] : [t('people.dismissed')]),
    ],
    reading: ({ reading }) => reading === 'unknown' ? '' : t(`panels.people.has-${reading}`),
  }
}
