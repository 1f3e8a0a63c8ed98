/** Text from outside for a place that has room for a line or two. */
export function shorten(text: string, most = 300): string {
  return text.length > most ? `${text.slice(0, most)}…` : text
}
