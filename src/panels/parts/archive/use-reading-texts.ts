import { computed, type ComputedRef } from 'vue'
import { useArchive, type ReadTarget } from '../../../messages/keep/index.ts'
import { useTexts } from '../../../texts/texts.ts'

export const READ_CHOICES = ['some', 'month', 'year', 'everything', 'date'] as const
export type ReadChoice = typeof READ_CHOICES[number]

interface ReadingWords {
  /** How far the chat has been read. */
  line: ComputedRef<string>
  /** Why nothing comes at the moment; `''` when something does. */
  waiting: ComputedRef<string>
  /** 0 to 1, null where nobody knows. */
  ratio: ComputedRef<number | null>
  choices: ComputedRef<{ value: ReadChoice, text: string }[]>
  /** Null for a date that is none. */
  targetOf: (choice: ReadChoice, date: number | null) => ReadTarget | null
}

function monthsBefore(months: number): number {
  const day = new Date()
  day.setHours(0, 0, 0, 0)
  day.setMonth(day.getMonth() - months)
  return day.getTime()
}

/** How far the chat has been read, and how much further it can be, in words. */
export function useReadingTexts({ messageCount }: { messageCount: () => number | null }): ReadingWords {
  const archive = useArchive()
  const { t, plural, formats } = useTexts()

  const progress = computed(() => archive.reading.state === 'reading' ? archive.reading.progress : null)
  const total = computed(() => {
    const estimate = progress.value?.estimate ?? messageCount()
    return estimate === null || !archive.status ? null : Math.max(estimate, archive.status.messages)
  })
  const isComplete = computed(() => archive.status?.mark.isComplete === true)

  const line = computed(() => {
    const { status } = archive
    if (!status || status.messages === 0) return isComplete.value ? t('parts.archive.chat-empty') : ''
    if (isComplete.value) return plural('parts.archive.read-all', status.messages)
    const values = { count: formats.value.number(status.messages), total: formats.value.number(total.value ?? 0) }
    if (status.oldest?.at == null) return total.value === null ? plural('parts.archive.read-count', status.messages) : t('parts.archive.read-of', values)
    const date = formats.value.date(new Date(status.oldest.at))
    return total.value === null ? plural('parts.archive.read-to', status.messages, { date }) : t('parts.archive.read-to-of', { ...values, date })
  })

  const waiting = computed(() => {
    const why = progress.value?.waiting
    if (!why || why.reason === 'paused') return ''
    return t(`parts.archive.waiting-${why.reason}`)
  })

  const ratio = computed(() => total.value === null || total.value === 0 || !archive.status ? null : Math.min(1, archive.status.messages / total.value))

  const choices = computed(() => {
    const oldest = archive.status?.oldest?.at ?? Infinity
    const isLeft = (choice: ReadChoice) => (choice !== 'month' || oldest > monthsBefore(1)) && (choice !== 'year' || oldest > monthsBefore(12))
    return READ_CHOICES.filter(isLeft).map(value => ({ value, text: t(`parts.archive.back-${value}`) }))
  })

  return {
    line, waiting, ratio, choices,
    targetOf(choice, date) {
      if (choice === 'some' || choice === 'everything') return { to: choice }
      if (choice === 'date') return date === null ? null : { to: 'date', date }
      return { to: 'date', date: monthsBefore(choice === 'month' ? 1 : 12) }
    },
  }
}
