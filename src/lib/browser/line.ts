/** What Chromium tells of the line; no other browser does. */
interface Line {
  saveData?: boolean
  effectiveType?: string
}

/**
 * Whether what nobody has asked for yet should stay where it is: somebody pays for the bytes (Save-Data), or they would stand in the way of
 * those that somebody waits for. Chromium calls a line 3G when an answer takes 270 ms or 700 kbit come in a second; there all panels' files
 * take seconds. Where nothing is told, the line counts as an office's.
 */
export function isLineScarce(): boolean {
  const connection: unknown = 'connection' in navigator ? navigator.connection : null
  if (typeof connection !== 'object' || connection === null) return false
  const { saveData, effectiveType = '4g' }: Line = connection
  return saveData === true || effectiveType !== '4g'
}
