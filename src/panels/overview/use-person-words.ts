import type { Person } from '../../chat/overview.ts'
import { useOverviewTexts } from './use-overview-texts.ts'

export interface ShownPresence {
  tone: 'active' | 'busy' | 'away' | 'gone'
  text: string
}

export interface PersonWords {
  /** As a dot and words; null when there is nothing to say: bots and people who left have none. */
  presence(person: Person): ShownPresence | null
  /** What else is to be known: a bot, from outside, gone. */
  marks(person: Person): string[]
}

const TONES = { online: 'active', dnd: 'busy', away: 'away', idle: 'away', offline: 'gone' } as const

/** What is said of a person besides the name. */
export function usePersonWords(): PersonWords {
  const { t, formats } = useOverviewTexts()
  return {
    presence({ presence, isBot, isActive }) {
      if (isBot || !isActive || presence.state === 'unknown') return null
      if (presence.state !== 'absent') return { tone: TONES[presence.state], text: t(`panels.overview.presence-${presence.state}`) }
      const text = presence.until ? t('panels.overview.absent-until', { day: formats.value.date(presence.until) }) : t('panels.overview.absent')
      return { tone: 'away', text }
    },
    marks: ({ isBot, isExternal, isActive }) => [
      isBot && t('panels.overview.bot'), isExternal && t('panels.overview.external'), !isActive && t('panels.overview.dismissed'),
    ].filter(mark => mark !== false),
  }
}
