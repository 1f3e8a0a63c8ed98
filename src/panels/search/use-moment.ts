import { useTexts } from '../../texts/texts.ts'

/** A day and a time in the language of the page: a search finds many messages of one day. */
export function useMoment(): (instant: Date) => string {
  const { formats } = useTexts()
  const times = new Intl.DateTimeFormat(document.documentElement.lang || 'en', { timeStyle: 'short' })
  return instant => `${formats.value.date(instant)}, ${times.format(instant)}`
}
