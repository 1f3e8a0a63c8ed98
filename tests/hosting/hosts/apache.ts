import { cpSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { replaceEach, type HostFolder } from '../support/folder.ts'
import type { Command, HostProgram } from '../support/run-host.ts'

/** A copy of Debian's configuration, without the sites that were switched on. */
function copyConfiguration(folder: HostFolder): string {
  const root = folder.path('apache2')
  cpSync('/etc/apache2', root, { recursive: true, verbatimSymlinks: true })
  for (const site of readdirSync(join(root, 'sites-enabled'))) rmSync(join(root, 'sites-enabled', site))
  return root
}

/** What `a2enmod` does, with what ssl needs besides. */
function enable(root: string, modules: readonly string[]): void {
  for (const file of modules.flatMap(name => [`${name}.load`, `${name}.conf`])) {
    const isThere = readdirSync(join(root, 'mods-available')).includes(file) && !readdirSync(join(root, 'mods-enabled')).includes(file)
    if (isThere) symlinkSync(`../mods-available/${file}`, join(root, 'mods-enabled', file))
  }
}

function start(folder: HostFolder, root: string): Command {
  return {
    program: 'apache2',
    args: ['-d', root, '-f', 'apache2.conf', '-D', 'FOREGROUND'],
    env: {
      APACHE_RUN_USER: 'www-data', APACHE_RUN_GROUP: 'www-data', APACHE_PID_FILE: folder.path('apache2.pid'),
      APACHE_RUN_DIR: folder.path('log'), APACHE_LOCK_DIR: folder.path('log'), APACHE_LOG_DIR: folder.path('log'),
    },
  }
}

/** Debian listens on both, on 443 once the module for it is there. */
function listenOn(folder: HostFolder, root: string, ports: { http: number, https: number }): void {
  folder.write('apache2/ports.conf', replaceEach(readFileSync(join(root, 'ports.conf'), 'utf8'), [
    ['Listen 80', `Listen 127.0.0.1:${ports.http}`],
    ['Listen 443', `Listen 127.0.0.1:${ports.https}`],
  ]))
}

export const apache: HostProgram = {
  name: 'apache',
  packages: ['apache2'],
  withRecipe(folder, ports) {
    const root = copyConfiguration(folder)
    enable(root, ['ssl', 'socache_shmcb', 'headers', 'deflate'])
    listenOn(folder, root, { http: ports.otherPort, https: ports.port })
    folder.write('apache2/sites-enabled/chatside.conf', replaceEach(folder.recipe('apache/chatside.conf'), [['*:443', `*:${ports.port}`]]))
    return start(folder, root)
  },
  asInstalled(folder, ports) {
    const root = copyConfiguration(folder)
    listenOn(folder, root, { http: ports.port, https: ports.otherPort })
    const own = readFileSync(join(root, 'sites-available/000-default.conf'), 'utf8')
    folder.write('apache2/sites-enabled/000-default.conf', replaceEach(own, [['*:80', `*:${ports.port}`], ['/var/www/html', folder.path('www')]]))
    // the folder that Debian lets it serve
    folder.write('apache2/apache2.conf', replaceEach(readFileSync(join(root, 'apache2.conf'), 'utf8'), [['<Directory /var/www/>', `<Directory ${folder.path('www')}/>`]]))
    return start(folder, root)
  },
}
