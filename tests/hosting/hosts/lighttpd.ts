import { readFileSync } from 'node:fs'
import { replaceEach, type HostFolder } from '../support/folder.ts'
import type { Command, HostProgram } from '../support/run-host.ts'

/** Debian's own configuration around the site, with its files in this folder and http on another port. */
function start(folder: HostFolder, httpPort: number): Command {
  const own = replaceEach(readFileSync('/etc/lighttpd/lighttpd.conf', 'utf8'), [
    ['"/var/www/html"', `"${folder.path('www')}"`],
    ['/var/cache/lighttpd/uploads', folder.path('log')],
    ['/var/log/lighttpd/', folder.path('log/')],
    ['/run/lighttpd.pid', folder.path('lighttpd.pid')],
    ['/etc/lighttpd/conf-enabled/', folder.path('conf-enabled/')],
    ['include_shell "/usr/share/lighttpd/use-ipv6.pl " + server.port', 'server.bind = "127.0.0.1"'],
    ['server.port                 = 80', `server.port = ${httpPort}`],
  ])
  return { program: 'lighttpd', args: ['-D', '-f', folder.write('lighttpd.conf', own)] }
}

export const lighttpd: HostProgram = {
  name: 'lighttpd',
  packages: ['lighttpd', 'lighttpd-mod-openssl', 'lighttpd-mod-deflate'],
  withRecipe(folder, { port, otherPort }) {
    folder.write('conf-enabled/chatside.conf', replaceEach(folder.recipe('lighttpd/chatside.conf'), [['":443"', `"127.0.0.1:${port}"`]]))
    return start(folder, otherPort)
  },
  asInstalled: (folder, { port }) => start(folder, port),
}
