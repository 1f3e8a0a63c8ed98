/** Milliseconds by which the portal's clock is ahead of this device's, by what it has just said; 0 where it did not say. */
export function aheadOf(portalTime: Date | null): number {
  return portalTime === null ? 0 : portalTime.getTime() - Date.now()
}
