import type { Glyph } from './font-awesome.ts'

/** How well a name fits, best first: the very word, its beginning, anywhere in it, not at all. */
function rank(name: string, words: readonly string[]): number {
  if (!words.every(word => name.includes(word))) return 3
  const text = words.join('-')
  return name === text ? 0 : name.startsWith(text) ? 1 : 2
}

/** Glyphs of which one name holds every word of the text, best first; all of them for an empty text. The class's `fa-` may be left out. */
export function findGlyphs(glyphs: readonly Glyph[], text: string): Glyph[] {
  const words = text.toLowerCase().replace(/^\s*fa[- ]/, '').split(/[\s-]+/).filter(Boolean)
  return glyphs
    .map(glyph => ({ glyph, fit: Math.min(...glyph.names.map(name => rank(name.slice('fa-'.length), words))) }))
    .filter(({ fit }) => fit < 3)
    .sort((one, other) => one.fit - other.fit)
    .map(({ glyph }) => glyph)
}
