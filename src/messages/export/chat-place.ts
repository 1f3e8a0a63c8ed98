/** Under which an export that is under way is kept and held: portal, who looks, chat. */
export interface ChatPlace {
  /** Of the portal, as the guard checked it: what a portal says of itself keeps nobody apart. */
  origin: string
  /** Null where the portal did not say who looks: nothing is kept then, for it could be shown to somebody else. */
  viewerId: number | null
  dialogId: string
}

export function placeName({ origin, viewerId, dialogId }: ChatPlace): string {
  return JSON.stringify([origin, viewerId, dialogId])
}

/** Name that whoever works at the export of a place holds in this browser. */
export function holdOf(place: string): string {
  return `chatside export ${place}`
}
