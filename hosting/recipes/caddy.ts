import { HASHED_CACHE, HASHED_FOLDER, HSTS, PAGE_CACHE, securityHeaders } from '../policy.ts'
import { headerPart, part } from './part.ts'
import { bareSlash, comment, headLines, indent, type Recipe } from './recipe.ts'

/** As `caddy fmt` writes it. */
function withTabs(text: string): string {
  return text.replace(/^(?: {4})+/gm, spaces => '\t'.repeat(spaces.length / 4))
}

export const caddy: Recipe = (site) => {
  const { audience, host, path, folder } = site
  const redirect = bareSlash(site) === ''
    ? ''
    : `
    # 308 keeps the portal's POST
    ${part('slash', `redir ${bareSlash(site)} ${path}?{query} 308`)}
`
  const headers = securityHeaders(audience).map(([name, value]) => headerPart(name, `${name} "${value}"`))
  return {
    Caddyfile: withTabs(`${comment(headLines(site, 'Caddy 2.6 or later: into /etc/caddy/Caddyfile, then systemctl reload caddy. It gets the certificate itself.'))}

${host} {
    ${part('compression', 'encode zstd gzip')}
${redirect}
    handle_path ${path}* {
        ${part('files', `root * ${folder}`)}

        header {
${indent(headers.join('\n'), '            ')}
            # a promise for the whole host and a year: only when everything on it is https
            # ${HSTS[0]} "${HSTS[1]}"
        }
        # only files that are there: one that is missing today must not be missing for a year
        @hashed {
            path /${HASHED_FOLDER}*
            file
        }
        @unhashed not {
            path /${HASHED_FOLDER}*
            file
        }
        ${part('hashed-cache', `header @hashed Cache-Control "${HASHED_CACHE}"`)}
        ${part('page-cache', `header @unhashed Cache-Control "${PAGE_CACHE}"`)}

        # portals open the page by POST, which Caddy answers with 405 since 2.7
        ${part('opened-by-post', `@opened {
            method POST
            path / /index.html
        }
        method @opened GET`)}
        file_server
    }

    handle {
        respond 404
    }
}
`),
  }
}
