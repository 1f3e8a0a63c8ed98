import { expect, test } from 'vitest'
import { findGlyphs } from './find-glyphs.ts'
import { GLYPHS } from './font-awesome.ts'

function namesFor(text: string): string[] {
  return findGlyphs(GLYPHS, text).map(({ names }) => names[0])
}

test('an empty text finds all', () => {
  expect(namesFor('')).toHaveLength(675)
  expect(namesFor('  ')).toHaveLength(675)
})

test('every glyph is found by each of its names, before all others', () => {
  for (const glyph of GLYPHS) {
    for (const name of glyph.names) expect(findGlyphs(GLYPHS, name)[0], name).toBe(glyph)
  }
})

test.each(['gear', 'GEAR', 'fa-gear', ' fa gear'])('"%s" finds the cog by its other name', (text) => {
  expect(namesFor(text)).toEqual(['fa-cog', 'fa-cogs'])
})

test('words may come in any order, but belong to one name', () => {
  expect(namesFor('circle arrow down')).toEqual(['fa-arrow-circle-down', 'fa-arrow-circle-o-down'])
  expect(namesFor('cog gear')).toEqual([])
})

test('a name that begins with the text comes before one that holds it', () => {
  const names = namesFor('car')
  expect(names[0]).toBe('fa-car')
  expect(names.indexOf('fa-caret-up')).toBeLessThan(names.indexOf('fa-credit-card'))
})
