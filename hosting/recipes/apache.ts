import { COMPRESSED_TYPES, HASHED_CACHE, HASHED_FOLDER, HSTS, PAGE_CACHE, securityHeaders } from '../policy.ts'
import { headerPart, part } from './part.ts'
import { bareSlash, comment, headLines, indent, type Recipe } from './recipe.ts'

export const apache: Recipe = (site) => {
  const { audience, host, path, folder } = site
  const headers = securityHeaders(audience).map(([name, value]) => headerPart(name, `Header always set ${name} "${value}"`))
  const redirect = bareSlash(site) === ''
    ? ''
    : `
    # Apache itself would add the slash by 301, which loses the portal's POST
    ${part('slash', `RedirectMatch 308 ^${bareSlash(site)}$ ${path}`)}
`
  return {
    'chatside.conf': `${comment(headLines(
      site,
      'Apache httpd 2.4: into /etc/apache2/sites-available/, then',
      'a2enmod ssl headers deflate && a2ensite chatside && systemctl reload apache2',
    ))}

<VirtualHost *:443>
    ServerName ${host}
    ${part('tls', `SSLEngine on
    SSLCertificateFile /etc/ssl/chatside/fullchain.pem
    SSLCertificateKeyFile /etc/ssl/chatside/privkey.pem`)}
${redirect}
    ${part('files', `Alias ${path} ${folder}/`)}

    <Directory ${folder}/>
        Require all granted
        Options None
        AllowOverride None
        DirectoryIndex index.html
        ${part('opened-by-post', `<LimitExcept GET POST>
            Require all denied
        </LimitExcept>`)}

${indent(headers.join('\n'), '        ')}
        # a promise for the whole host and a year: only when everything on it is https
        # Header always set ${HSTS[0]} "${HSTS[1]}"
        ${part('page-cache', `Header set Cache-Control "${PAGE_CACHE}"`)}

        ${part('compression', `AddOutputFilterByType DEFLATE ${COMPRESSED_TYPES.join(' ')}`)}
    </Directory>

    # not "always": a file that is missing today must not be missing for a year
    <Directory ${folder}/${HASHED_FOLDER}>
        ${part('hashed-cache', `Header set Cache-Control "${HASHED_CACHE}"`)}
    </Directory>
</VirtualHost>
`,
  }
}
