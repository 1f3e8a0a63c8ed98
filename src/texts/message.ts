/**
 * Fills values into a text: `{name}` is a placeholder, and ` | ` separates the forms of a plural. These texts need nothing
 * else; petite-vue-i18n, which reads the same notation, adds 7 kB to the first view (131.8 instead of 124.5 gz).
 */
export function fillMessage(message: string, values: Readonly<Record<string, string | number>>): string {
  return message.replace(/\{([a-z]+)\}/gu, (placeholder, name: string) => Object.hasOwn(values, name) ? String(values[name]) : placeholder)
}

/** The forms of a text with plurals; one form when it has none. */
export function messageForms(message: string): string[] {
  return message.split(' | ')
}
