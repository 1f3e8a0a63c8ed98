/** One word for a POSIX shell. Between single quotes only the quote itself means anything. */
export function toShell(text: string): string {
  return `'${text.replaceAll('\'', '\'\\\'\'')}'`
}
