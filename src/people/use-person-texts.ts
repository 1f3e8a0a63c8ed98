import { useTexts } from '../texts/texts.ts'
import { hasPresence, type Member, type Person } from './person.ts'

export interface ShownPresence {
  tone: 'active' | 'busy' | 'away' | 'gone'
  text: string
}

export interface PersonWords {
  /** As a dot and words; null when there is nothing to say. */
  presence(person: Person): ShownPresence | null
  /** `''` for an ordinary member. */
  role(member: Member): string
  /** Further facts: a bot, from outside, dismissed. */
  marks(person: Person): string[]
}

const TONES = { online: 'active', dnd: 'busy', away: 'away', idle: 'away', offline: 'gone' } as const

/** What is said of a person besides the name, in a row as in a file. */
export function usePersonTexts(): PersonWords {
  const { t, formats } = useTexts()
  return {
    presence(person) {
      const { presence } = person
      if (!hasPresence(person) || presence.state === 'unknown') return null
      if (presence.state !== 'absent') return { tone: TONES[presence.state], text: t(`people.presence-${presence.state}`) }
      const text = presence.until ? t('people.absent-until', { day: formats.value.date(presence.until) }) : t('people.presence-absent')
      return { tone: 'away', text }
    },
    role: ({ role }) => role === 'member' ? '' : t(`people.${role}`),
    marks: ({ isBot, isExternal, isActive }) => [
      isBot && t('people.bot'), isExternal && t('people.external'), !isActive && t('people.dismissed'),
    ].filter(mark => mark !== false),
  }
}
