import { COMPRESSED_TYPES, HASHED_CACHE, HASHED_FOLDER, HSTS, PAGE_CACHE, securityHeaders } from '../policy.ts'
import type { Site } from '../site.ts'
import { headerPart, part } from './part.ts'
import { bareSlash, boundPolicy, comment, headLines, indent, type Recipe } from './recipe.ts'

/** nginx reads a parameter into 4,096 characters, a few of which are the rest of its line. */
const LONGEST_POLICY = 4_000

/** Escapes a text for a regular expression of nginx. */
function pattern(text: string): string {
  return text.replace(/[.\\+*?^$()[\]{}|]/g, '\\$&')
}

/** The configuration from the map of cache times to the locations; only `listen` differs between a host and a container. */
export function nginxServer(site: Site, listen: string): string {
  boundPolicy(site, LONGEST_POLICY, 'nginx')
  const { audience, path, folder } = site
  const headers = securityHeaders(audience).map(([name, value]) => headerPart(name, `add_header ${name} "${value}" always;`))
  const redirect = bareSlash(site) === ''
    ? ''
    : `
    # nginx itself would add the slash by 301, which loses the portal's POST
    location = ${bareSlash(site)} {
        ${part('slash', `return 308 ${path}$is_args$args;`)}
    }
`
  // a proxy in front asks by HTTP/1.0, which is nginx's own way, or with Via: nginx compresses for neither unless it is told
  const compression = `gzip on;
gzip_vary on;
gzip_proxied any;
gzip_http_version 1.0;
gzip_min_length 1000;
gzip_types ${COMPRESSED_TYPES.filter(type => type !== 'text/html').join(' ')};`
  return `map $uri $chatside_cache {
    ${part('page-cache', `default "${PAGE_CACHE}";`)}
    ${part('hashed-cache', `~^${pattern(path + HASHED_FOLDER)} "${HASHED_CACHE}";`)}
}

server {
${indent(listen, '    ')}

${indent(headers.join('\n'), '    ')}
    # a promise for the whole host and a year: only when everything on it is https
    # add_header ${HSTS[0]} "${HSTS[1]}" always;
    # not "always": a file that is missing today must not be missing for a year
    add_header Cache-Control $chatside_cache;

${indent(part('compression', compression), '    ')}
    absolute_redirect off;
${redirect}
    location ${path} {
        ${part('files', `alias ${folder}/;`)}
        index index.html;
        limit_except GET POST {
            deny all;
        }
        # portals open the page by POST, which nginx answers with 405 for a file: the same file, by GET
        ${part('opened-by-post', 'error_page 405 =200 $uri;')}
    }
}
`
}

export const nginx: Recipe = site => ({
  'chatside.conf': `${comment(headLines(site, 'nginx 1.18 or later: into /etc/nginx/conf.d/, then nginx -t && systemctl reload nginx'))}

${nginxServer(site, `listen 443 ssl http2;
listen [::]:443 ssl http2;
server_name ${site.host};
${part('tls', `ssl_certificate /etc/ssl/chatside/fullchain.pem;
ssl_certificate_key /etc/ssl/chatside/privkey.pem;`)}`)}`,
})
