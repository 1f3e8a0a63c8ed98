/** Latin letters small and all else as it is, so that every character stays where it was: `İ` would become two. */
export function lowerLatin(text: string): string {
  return text.replace(/[A-Z]+/g, letters => letters.toLowerCase())
}
