const LONGEST_PATH = 2_048
/** Backslashes are slashes to a browser; white space and control characters are dropped by it and could hide one. */
const UNSAFE_CHARACTERS = /[\\\p{C}\p{Z}]/u
/** A segment `..` or `.`, also percent-encoded. */
const DOT_SEGMENT = /^(?:\.|%2e){1,2}$/i

/** The text when it is a path inside the portal (`/crm/deal/details/1/?tab=1`), null when it could lead anywhere else. */
export function toPortalPath(text: string): string | null {
  if (text.length > LONGEST_PATH || !text.startsWith('/') || text.startsWith('//')) return null
  if (UNSAFE_CHARACTERS.test(text)) return null
  const [path = ''] = text.split(/[?#]/, 1)
  return path.split('/').some(segment => DOT_SEGMENT.test(segment)) ? null : text
}
