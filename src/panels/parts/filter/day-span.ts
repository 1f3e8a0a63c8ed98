/** Days as fields have them, `YYYY-MM-DD`; `''` for none. */
export interface DaySpan {
  from: string
  to: string
}

/** The first day is after the last: nothing is in such a span, which says nothing about the chat. */
export function isBackwards({ from, to }: DaySpan): boolean {
  // a year that is being typed may have six digits
  return from !== '' && to !== '' && from.padStart(12, '0') > to.padStart(12, '0')
}
