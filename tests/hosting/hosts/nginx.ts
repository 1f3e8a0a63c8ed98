import { readFileSync } from 'node:fs'
import { replaceEach, type HostFolder } from '../support/folder.ts'
import type { Command, HostProgram, Ports } from '../support/run-host.ts'

/** Debian's own configuration around the site, with its files in this folder. */
function start(folder: HostFolder): Command {
  const own = replaceEach(readFileSync('/etc/nginx/nginx.conf', 'utf8'), [
    ['/run/nginx.pid', folder.path('nginx.pid')],
    ['/var/log/nginx/', folder.path('log/')],
    ['/etc/nginx/conf.d/', folder.path('conf.d/')],
    ['/etc/nginx/sites-enabled/', folder.path('sites-enabled/')],
  ])
  return { program: 'nginx', args: ['-c', folder.write('nginx.conf', own), '-g', 'daemon off;'] }
}

export const nginx: HostProgram = {
  name: 'nginx',
  packages: ['nginx-light'],
  withRecipe(folder, { port }) {
    folder.write('conf.d/chatside.conf', replaceEach(folder.recipe('nginx/chatside.conf'), [
      ['listen 443', `listen 127.0.0.1:${port}`],
      ['listen [::]:443 ssl http2;', ''],
    ]))
    return start(folder)
  },
  asInstalled(folder, { port }) {
    folder.write('sites-enabled/default', replaceEach(readFileSync('/etc/nginx/sites-available/default', 'utf8'), [
      ['listen 80', `listen 127.0.0.1:${port}`],
      ['listen [::]:80 default_server;', ''],
      ['/var/www/html', folder.path('www')],
    ]))
    return start(folder)
  },
}

/** The configuration of the container image, in the same program. */
export function container(folder: HostFolder, { port }: Ports): Command {
  folder.write('conf.d/default.conf', replaceEach(folder.recipe('container/nginx.conf'), [['listen 8080', `listen 127.0.0.1:${port}`]]))
  return start(folder)
}
