import type { Person } from './model.ts'

const SIZE = 128

function initials(person: Person): string {
  const letters = [person.firstName, person.lastName].map(name => [...name.matchAll(/\p{L}/gu)][0]?.[0] ?? '').join('')
  return letters.toLocaleUpperCase('en') || '?'
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** A picture for a person: a square in their colour with a horizon and their initials. SVG text. */
export function avatarSvg(person: Person): string {
  const name = escaped(`${person.firstName} ${person.lastName}`.trim())
  const level = 70 + (person.id * 13) % 40
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}" viewBox="0 0 ${SIZE} ${SIZE}" role="img" aria-label="${name}">`
    + `<rect width="${SIZE}" height="${SIZE}" fill="${escaped(person.color)}"/>`
    + `<path d="M0 ${level} Q ${32 + person.id % 64} ${level - 30} ${SIZE} ${level} V ${SIZE} H 0 Z" fill="#000" fill-opacity=".16"/>`
    + `<text x="50%" y="50%" dy=".36em" text-anchor="middle" font-family="sans-serif" font-size="48" fill="#fff">${escaped(initials(person))}</text>`
    + '</svg>'
}
