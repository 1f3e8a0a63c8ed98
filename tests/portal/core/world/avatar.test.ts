import { expect, test } from 'vitest'
import { avatarSvg } from './avatar.ts'
import { createPeople } from './people.ts'

const people = createPeople({ seed: 'avatar', count: 30, origin: '', now: 0 })

function pictureOf(id: number): string {
  const person = people.get(id)
  return person ? avatarSvg(person) : ''
}

test('a picture shows initials in the person’s colour', () => {
  expect(pictureOf(17)).toContain('>AP</text>')
  expect(pictureOf(17)).toContain(`fill="${people.get(17)?.color}"`)
})

test('a name that is markup stays text', () => {
  expect(pictureOf(21)).not.toContain('<b>')
  expect(pictureOf(21)).toContain('&lt;b&gt;Bobby')
})

test('a name in another script has its initials', () => {
  expect(pictureOf(3)).toContain('>ОС</text>')
})
