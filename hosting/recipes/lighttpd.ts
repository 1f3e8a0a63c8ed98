import { COMPRESSED_TYPES, HASHED_FOLDER, HSTS, PAGE_CACHE, securityHeaders } from '../policy.ts'
import { headerPart, part } from './part.ts'
import { bareSlash, comment, headLines, indent, type Recipe } from './recipe.ts'

export const lighttpd: Recipe = (site) => {
  const { audience, host, path, folder } = site
  const headers = securityHeaders(audience).map(([name, value]) => headerPart(name, `"${name}" => "${value}",`)).join('\n')
  const redirect = bareSlash(site) === ''
    ? ''
    : `
    # lighttpd itself would add the slash by 301, which loses the portal's POST
    ${part('slash', `url.redirect = ( "^${bareSlash(site)}(\\?.*)?$" => "${path}$1" )
    url.redirect-code = 308`)}
`
  const compression = `deflate.mimetypes = ( ${COMPRESSED_TYPES.map(type => `"${type}"`).join(', ')} )
    deflate.allowed-encodings = ( "gzip" )`
  return {
    'chatside.conf': `${comment(headLines(
      site,
      'lighttpd 1.4.56 or later with its modules openssl and deflate: into /etc/lighttpd/conf-enabled/,',
      'then systemctl restart lighttpd',
    ))}

server.modules += ( "mod_openssl", "mod_alias", "mod_redirect", "mod_setenv", "mod_expire", "mod_deflate" )

$SERVER["socket"] == ":443" {
    ${part('tls', `ssl.engine = "enable"
    ssl.pemfile = "/etc/ssl/chatside/fullchain.pem"
    ssl.privkey = "/etc/ssl/chatside/privkey.pem"`)}
}

$HTTP["host"] =~ "^${host.replaceAll('.', '\\.')}(:\\d+)?$" {
    ${part('files', `alias.url = ( "${path}" => "${folder}/" )`)}
    index-file.names = ( "index.html" )
${redirect}
    ${part('compression', compression)}

    # only for files that are there: one that is missing today must not be missing for a year
    ${part('hashed-cache', `expire.url = ( "${path}${HASHED_FOLDER}" => "access plus 365 days" )`)}
    $HTTP["url"] =~ "^${path.replaceAll('.', '\\.')}${HASHED_FOLDER}" {
        setenv.set-response-header = (
${indent(headers, '            ')}
        )
    } else {
        setenv.set-response-header = (
${indent(headers, '            ')}
            # a promise for the whole host and a year: only when everything on it is https
            # "${HSTS[0]}" => "${HSTS[1]}",
            ${part('page-cache', `"Cache-Control" => "${PAGE_CACHE}",`)}
        )
    }
}
`,
  }
}
