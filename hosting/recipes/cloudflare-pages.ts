import { HASHED_CACHE, HASHED_FOLDER, PAGE_CACHE, securityHeaders } from '../policy.ts'
import { BadSite, type Site } from '../site.ts'
import { headerPart, part } from './part.ts'
import { buildCommand, comment, headLines, MISSING_PAGE, type Recipe } from './recipe.ts'

/** Pages ignores longer lines silently: https://developers.cloudflare.com/pages/configuration/headers/ */
const LONGEST_LINE = 2_000

function headersFile(site: Site): string {
  const { audience, path } = site
  const headers = securityHeaders(audience).map(([name, value]) => `  ${name}: ${value}`)
  if (headers.some(line => line.length > LONGEST_LINE)) throw new BadSite(`Cloudflare Pages ignores header lines of more than ${LONGEST_LINE} characters: name fewer portals.`)
  return `${comment(headLines(
    site,
    `Cloudflare Pages: ${buildCommand(path)}`,
    'then copy _headers, _routes.json and 404.html into dist, and functions beside it.',
  ))}

${path}*
${securityHeaders(audience).map(([name, value]) => headerPart(name, `  ${name}: ${value}`)).join('\n')}
  ${part('page-cache', `Cache-Control: ${PAGE_CACHE}`)}

# "!" takes away what the rule above said, or both would be sent
${path}${HASHED_FOLDER}*
  ${part('hashed-cache', `! Cache-Control
  Cache-Control: ${HASHED_CACHE}`)}
`
}

const MIDDLEWARE = `/**
 * Cloudflare Pages answers POST with 405 for a file, and portals open the page by POST: the same address is asked for by GET.
 * What _headers says is sent with it.
 */
${part('opened-by-post', `export function onRequestPost({ request, env }) {
  return env.ASSETS.fetch(request.url)
}`)}
`

export const cloudflarePages: Recipe = site => ({
  '_headers': headersFile(site),
  // without it Pages takes the folder for an app with one page and answers every missing file with that page, cached for a year
  '404.html': MISSING_PAGE,
  // the function runs, and costs money, only for the page
  '_routes.json': `${JSON.stringify({ version: 1, include: [site.path, `${site.path}index.html`], exclude: [] }, null, 2)}\n`,
  'functions/_middleware.js': MIDDLEWARE,
})
