import { PAGE_CACHE, securityHeaders } from '../policy.ts'
import { part, partFromTo } from './part.ts'
import { buildCommand, scriptList, type Recipe } from './recipe.ts'

/** A header is two lines of JSON. */
function marked(name: string, value: string): [name: string, value: string] {
  if (name === 'Content-Security-Policy') return partFromTo('policy', name, value)
  if (name === 'X-Content-Type-Options') return partFromTo('nosniff', name, value)
  return name === 'Cache-Control' ? partFromTo('page-cache', name, value) : [name, value]
}

function rule(source: string, headers: readonly (readonly [string, string])[]): object {
  return {
    source,
    headers: headers.map(([name, content]) => {
      const [key, value] = marked(name, content)
      return { key, value }
    }),
  }
}

/** JSON has no comments, so the guide explains this recipe. */
export const vercel: Recipe = ({ audience, path }) => {
  const pages = [path, `${path}index.html`]
  return {
    'vercel.json': `${JSON.stringify({
      $schema: 'https://openapi.vercel.sh/vercel.json',
      framework: null,
      installCommand: 'npm ci',
      buildCommand: buildCommand(path),
      outputDirectory: 'dist',
      headers: [
        rule(`${path}(.*)`, securityHeaders(audience)),
        // hashed files are kept for no year: Vercel would say so of one that is missing between two versions, too
        ...pages.map(page => rule(page, [['Cache-Control', PAGE_CACHE]])),
      ],
    }, null, 2)}\n`,
    'middleware.js': `/**
 * Vercel answers POST to a file with 405, and portals open the page by POST. 303 makes the browser ask for the same address by
 * GET; the query goes with it, and the body holds nothing that the portal does not also say inside the page.
 */
export const config = { matcher: ${scriptList(pages)} }

${part('opened-by-post', `export default function openedByPost(request) {
  if (request.method !== 'POST') return undefined
  const { pathname, search } = new URL(request.url)
  return new Response(null, { status: 303, headers: { 'location': pathname + search, 'cache-control': 'no-store' } })
}`)}
`,
  }
}
