import { BadSite, type Site } from '../site.ts'
import { apache } from './apache.ts'
import { aws } from './aws.ts'
import { caddy } from './caddy.ts'
import { cloudflarePages } from './cloudflare-pages.ts'
import { container } from './container.ts'
import { iis } from './iis.ts'
import { lighttpd } from './lighttpd.ts'
import { netlify } from './netlify.ts'
import { nginx } from './nginx.ts'
import { takeParts, type Parts } from './part.ts'
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

export interface Recipes {
  files: Map<string, string>
  parts: Map<string, Parts>
  leftOut: string[]
}

/**
 * Every file of every recipe, by its path below `hosting`; with `isExample` platforms get the root that they usually serve. A host that cannot
 * take what was asked for is named in `leftOut` with the reason, and is no reason to leave out the others. `parts` has what fixes things, by folder.
 */
export function allRecipes(site: Site, { isExample = false } = {}): Recipes {
  const files = new Map<string, string>()
  const parts = new Map<string, Parts>()
  const leftOut: string[] = []
  for (const [folder, recipe] of Object.entries(RECIPES)) {
    try {
      const written = recipe(isExample && AT_THE_ROOT.has(folder) ? { ...site, path: '/' } : site)
      for (const [name, content] of Object.entries(written)) {
        const taken = takeParts(content)
        files.set(`${folder}/${name}`, taken.text)
        parts.set(folder, { ...taken.parts, ...parts.get(folder) })
      }
    } catch (error) {
      if (!(error instanceof BadSite)) throw error
      leftOut.push(`${folder}: ${error.message}`)
    }
  }
  return { files, parts, leftOut }
}
