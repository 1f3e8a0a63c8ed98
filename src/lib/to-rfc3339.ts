/** RFC 3339 as PHP's constant of that name has it: without parts of a second. */
export function toRfc3339(instant: Date | number): string {
  return new Date(instant).toISOString().replace(/\.\d+Z$/, 'Z')
}
