import type { Person } from '../../chat/overview.ts'
import { useOverviewTexts } from './use-overview-texts.ts'

export interface ShownPresence {
  tone: 'active' | 'busy' | 'away' | 'gone'
  text: string
}

const TONES = { online: 'active', dnd: 'busy', away: 'away', idle: 'away', offline: 'gone' } as const

/** A person's presence as a dot and words; null when there is nothing to say: bots and people who left have none. */
export function usePresence(): (person: Person) => ShownPresence | null {
  const { t, formats } = useOverviewTexts()
  return ({ presence, isBot, isActive }) => {
    if (isBot || !isActive || presence.state === 'unknown') return null
    if (presence.state === 'absent') {
      const text = presence.until
        ? t('panels.overview.absent-until', { day: formats.value.date(presence.until) })
        : t('panels.overview.absent')
      return { tone: 'away', text }
    }
    return { tone: TONES[presence.state], text: t(`panels.overview.presence-${presence.state}`) }
  }
}
