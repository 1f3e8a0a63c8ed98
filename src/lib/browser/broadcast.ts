/** A channel to the other pages of this app; null where a frame may have none, as in Firefox when storage of other sites is blocked. */
export function openBroadcast(name: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(name)
  } catch {
    return null
  }
}
