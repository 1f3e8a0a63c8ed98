/** Under which an export that is under way is kept and held: portal, who looks, chat. */
export interface ChatPlace {
  memberId: string
  /** Null where the portal did not say who looks. */
  viewerId: number | null
  dialogId: string
}

export function placeName({ memberId, viewerId, dialogId }: ChatPlace): string {
  return JSON.stringify([memberId, viewerId, dialogId])
}
