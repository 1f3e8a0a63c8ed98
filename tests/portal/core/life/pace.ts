/** How lively a chat is: the mean time between two deeds in it, milliseconds; null for none at all. */
export const PACES = { still: null, quiet: 300_000, ordinary: 40_000, busy: 5_000 } as const

export type Pace = keyof typeof PACES

export function isPace(text: string): text is Pace {
  return Object.hasOwn(PACES, text)
}
