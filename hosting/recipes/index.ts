import type { Place } from '../place.ts'
import { apache } from './apache.ts'
import { aws } from './aws.ts'
import { caddy } from './caddy.ts'
import { cloudflarePages } from './cloudflare-pages.ts'
import { container } from './container.ts'
import { iis } from './iis.ts'
import { lighttpd } from './lighttpd.ts'
import { netlify } from './netlify.ts'
import { nginx } from './nginx.ts'
import type { Recipe } from './recipe.ts'
import { vercel } from './vercel.ts'

/** By the name of the folder. Bitrix24's own storage and GitHub Pages take no recipe: the guide says what they can do. */
const RECIPES: Readonly<Record<string, Recipe>> = {
  nginx,
  caddy,
  apache,
  lighttpd,
  'cloudflare-pages': cloudflarePages,
  netlify,
  vercel,
  aws,
  iis,
  container,
}

/** Platforms whose project is a host of its own, so that the example is for its root. */
const AT_THE_ROOT = new Set(['cloudflare-pages', 'netlify', 'vercel'])

/** What one host's recipe says, all of its files in one text; `''` for a host without one. */
export function recipeText(host: string, place: Place): string {
  return Object.values(RECIPES[host]?.(place) ?? {}).join('\n')
}

/** Every file of every recipe, by its path below `hosting`; with `isExample` platforms get the root that they usually serve. */
export function allRecipes(place: Place, { isExample = false } = {}): Map<string, string> {
  return new Map(Object.entries(RECIPES).flatMap(([folder, recipe]) => {
    const files = recipe(isExample && AT_THE_ROOT.has(folder) ? { ...place, path: '/' } : place)
    return Object.entries(files).map(([name, content]) => [`${folder}/${name}`, content] as const)
  }))
}
