import { PAGE_CACHE, securityHeaders } from '../policy.ts'
import { headerPart, part } from './part.ts'
import { buildCommand, comment, headLines, scriptList, type Recipe } from './recipe.ts'

function marked(name: string, line: string): string {
  return name === 'Cache-Control' ? part('page-cache', line) : headerPart(name, line)
}

function rule(path: string, headers: readonly (readonly [string, string])[]): string {
  return `[[headers]]
  for = "${path}"
  [headers.values]
${headers.map(([name, value]) => `    ${marked(name, `${name} = "${value}"`)}`).join('\n')}
`
}

export const netlify: Recipe = (site) => {
  const { audience, path } = site
  const pages = [path, `${path}index.html`]
  return {
    'netlify.toml': `${comment(headLines(site, 'Netlify: into the root of the repository, with netlify/edge-functions beside it.'))}

[build]
  command = "npm ci && ${buildCommand(path)}"
  publish = "dist"

${[
  rule(`${path}*`, securityHeaders(audience)),
  // hashed files are kept for no year: Netlify would say so of one that is missing between two versions, too
  ...pages.map(page => rule(page, [['Cache-Control', PAGE_CACHE]])),
].join('\n')}`,
    'netlify/edge-functions/opened-by-post.js': `/**
 * Netlify answers POST to a file with 404, and portals open the page by POST. 303 makes the browser ask for the same address by
 * GET; the query goes with it, and the body holds nothing that the portal does not also say inside the page.
 */
${part('opened-by-post', `export default function openedByPost(request) {
  const { pathname, search } = new URL(request.url)
  return new Response(null, { status: 303, headers: { 'location': pathname + search, 'cache-control': 'no-store' } })
}`)}

export const config = { method: 'POST', path: ${scriptList(pages)} }
`,
  }
}
