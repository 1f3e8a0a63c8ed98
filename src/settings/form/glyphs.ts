import variables from 'font-awesome/scss/_variables.scss?raw'

/** One drawing of Font Awesome 4.7 with every name that leads to it, the shortest first. */
export interface Glyph {
  /** The character that the font draws. */
  character: string
  /** Class names such as `fa-cog`. */
  names: readonly [string, ...string[]]
}

/** A line such as `$fa-var-cog: "\f013";`. */
const VARIABLE = /^\$fa-var-([a-z0-9-]+): "\\([0-9a-f]+)";$/gm

/** Reads the glyphs out of Font Awesome's own list of variables, in its order; names of the same character become one glyph. */
export function readGlyphs(scss: string): Glyph[] {
  const glyphs = new Map<string, Glyph>()
  for (const [, name = '', code = ''] of scss.matchAll(VARIABLE)) {
    const character = String.fromCodePoint(Number.parseInt(code, 16))
    const [first, ...others] = [`fa-${name}`, ...glyphs.get(character)?.names ?? []].sort((one, other) => one.length - other.length)
    glyphs.set(character, { character, names: [first ?? '', ...others] })
  }
  return [...glyphs.values()]
}

export const GLYPHS: readonly Glyph[] = readGlyphs(variables)

const CHARACTERS = new Map(GLYPHS.flatMap(({ character, names }) => names.map(name => [name, character])))

/**
 * The character that Font Awesome draws for an `iconName`, null where it draws nothing. The portal puts the name after `fa ` into
 * the class of its icon, so it may be several classes: modules/im/install/js/im/v2/component/sidebar/src/components/elements/market-item/market-item.js.
 */
export function glyphOf(iconName: string): string | null {
  const name = iconName.split(/\s+/).find(one => CHARACTERS.has(one)) ?? ''
  return CHARACTERS.get(name) ?? null
}

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
