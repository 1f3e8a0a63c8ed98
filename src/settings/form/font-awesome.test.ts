import css from 'font-awesome/css/font-awesome.css?raw'
import { expect, test } from 'vitest'
import { GLYPHS, glyphOf, readGlyphs } from './font-awesome.ts'

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
