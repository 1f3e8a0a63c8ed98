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

/** Name that whoever works at the export of an owner holds in this browser. */
export function lockOf(owner: string): string {
  return `chatside export ${owner}`
}
