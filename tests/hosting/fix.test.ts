import { expect, test } from 'vitest'
import { FIXES } from '../../hosting/doctor/fix.ts'
import { EXAMPLE } from '../../hosting/site.ts'
import { allRecipes } from '../../hosting/recipes/index.ts'
import { PART_NAMES, part, partFromTo, takeParts, type PartName } from '../../hosting/recipes/part.ts'

// What the doctor shows is a part of the recipe, marked where the recipe writes it.

const { files, parts } = allRecipes(EXAMPLE)
const SERVERS = ['nginx', 'caddy', 'apache', 'lighttpd', 'container']
const PLATFORMS = ['cloudflare-pages', 'netlify', 'vercel', 'aws', 'iis']

/** Where there is nothing to say, because the server or the platform does it without being told, or somebody else does. */
const WITHOUT: Readonly<Partial<Record<PartName, readonly string[]>>> = {
  'opened-by-post': ['lighttpd'],
  'compression': ['cloudflare-pages', 'netlify', 'vercel'],
  // they would say it of missing files, too
  'hashed-cache': ['netlify', 'vercel'],
  'slash': PLATFORMS,
  'files': PLATFORMS,
  'tls': ['caddy', 'container', ...PLATFORMS],
  'types': [...SERVERS, ...PLATFORMS].filter(name => name !== 'iis'),
}

test.each([...SERVERS, ...PLATFORMS])('every part that fixes something stands in the recipe for %s as it is shown', (recipe) => {
  const own = [...files].filter(([name]) => name.startsWith(`${recipe}/`)).map(([, content]) => content)
  const wanted = new Set(Object.values(FIXES).filter(name => WITHOUT[name]?.includes(recipe) !== true))
  expect(Object.keys(parts.get(recipe) ?? {}).sort()).toEqual([...wanted].sort())
  for (const [name, lines] of Object.entries(parts.get(recipe) ?? {})) {
    expect(lines.trim(), name).not.toBe('')
    expect(own.filter(content => `\n${content}\n`.includes(`\n${lines}\n`)).length, name).toBeGreaterThan(0)
  }
})

test('every recipe is asked, and every part fixes something', () => {
  expect([...parts.keys()].sort()).toEqual([...SERVERS, ...PLATFORMS].sort())
  expect([...new Set(Object.values(FIXES))].sort()).toEqual([...PART_NAMES].sort())
})

test('no mark is left in a file', () => {
  for (const [name, content] of files) expect(content, name).not.toMatch(/[\uE000-\uF8FF]/)
})

test('a part is the whole lines that it is in, and the first of its name', () => {
  const [first, last] = partFromTo('slash', 'c', 'd')
  const { text, parts: taken } = takeParts(`a\n  ${part('policy', 'b')};\n  ${first},\n  ${last}\n${part('policy', 'e')}`)
  expect(text).toBe('a\n  b;\n  c,\n  d\ne')
  expect(taken).toEqual({ policy: '  b;', slash: '  c,\n  d' })
})
