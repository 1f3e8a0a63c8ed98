/** Moves every line but the first to the right. Only for literals, which have no line breaks inside of their texts. */
export function indent(literal: string, spaces: number): string {
  return literal.replaceAll('\n', `\n${' '.repeat(spaces)}`)
}
