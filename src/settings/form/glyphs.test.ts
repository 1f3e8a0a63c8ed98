import css from 'font-awesome/css/font-awesome.css?raw'
import { expect, test } from 'vitest'
import { findGlyphs, GLYPHS, glyphOf, readGlyphs } from './glyphs.ts'

/** Class name → code point, as the style sheet that pages use has them. */
function classesOfStyleSheet(): Map<string, string> {
  const rules = [...css.matchAll(/((?:\.fa-[a-z0-9-]+:before,?\s*)+)\{\s*content: "\\([0-9a-f]+)"/g)]
  return new Map(rules.flatMap(([, names = '', code = '']) => [...names.matchAll(/fa-[a-z0-9-]+/g)].map(([name]) => [name, code] as const)))
}

test('every class of Font Awesome 4.7 draws its own character, and no other name does', () => {
  const classes = classesOfStyleSheet()
  expect(classes.size).toBe(786)
  expect(GLYPHS.flatMap(({ names }) => names).sort()).toEqual([...classes.keys()].sort())
  for (const [name, code] of classes) expect(glyphOf(name)?.codePointAt(0)?.toString(16), name).toBe(code)
})

test('names of one character are one glyph, the shortest first', () => {
  expect(GLYPHS).toHaveLength(675)
  expect(readGlyphs('$fa-var-automobile: "\\f1b9";\n$fa-var-bus: "\\f207";\n$fa-var-car: "\\f1b9";\n')).toEqual([
    { character: '\uf1b9', names: ['fa-car', 'fa-automobile'] },
    { character: '\uf207', names: ['fa-bus'] },
  ])
})

test('lines that name no glyph are passed over', () => {
  expect(readGlyphs('$fa-version: "4.7.0" !default;\n//$fa-var-cog: "\\f013";\n')).toEqual([])
})

test.each(['fa fa-cog', 'fa-cog fa-lg', ' fa-cog '])('the classes "%s" draw the cog', (iconName) => {
  expect(glyphOf(iconName)).toBe('\uf013')
})

test.each(['', 'cog', 'fa-COG', 'fa-', 'fa-cog!', 'fa-house-user', 'constructor', 'My label'])('"%s" draws nothing', (iconName) => {
  expect(glyphOf(iconName)).toBeNull()
})

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
