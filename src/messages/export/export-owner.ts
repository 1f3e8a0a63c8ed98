/** Under which an export that is under way is kept and held: portal, who looks, chat. */
export interface ExportOwner {
  /** Of the portal, as the guard checked it: what a portal says of itself keeps nobody apart. */
  origin: string
  /** Null where the portal did not say who looks: nothing is kept then, for it could be shown to somebody else. */
  viewerId: number | null
  dialogId: string
}

export function ownerKey({ origin, viewerId, dialogId }: ExportOwner): string {
  return JSON.stringify([origin, viewerId, dialogId])
}

/** Name that whoever works at an export holds in this browser. @param name of its record, for any page sees who holds what */
export function lockOf(name: string): string {
  return `chatside export ${name}`
}
