import { existsSync } from 'node:fs'
import { installFromSystem, succeeds } from '../support/system-package.ts'

/** Where Debian's packages put what the tests start and read: program and configuration, and modules that are packages of their own. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  'nginx-light': ['/usr/sbin/nginx', '/etc/nginx/sites-available/default'],
  'caddy': ['/usr/bin/caddy', '/etc/caddy/Caddyfile'],
  'apache2': ['/usr/sbin/apache2', '/etc/apache2/apache2.conf'],
  'lighttpd': ['/usr/sbin/lighttpd', '/etc/lighttpd/lighttpd.conf'],
  'lighttpd-mod-openssl': ['/usr/lib/lighttpd/mod_openssl.so'],
  'lighttpd-mod-deflate': ['/usr/lib/lighttpd/mod_deflate.so'],
}

function missing(): string[] {
  return Object.entries(FILES).filter(([, files]) => !files.every(file => existsSync(file))).map(([name]) => name)
}

/** The recipes are tested with the servers of Debian, whose configuration lies where its packages put it. */
export function isDebian(): boolean {
  return succeeds('sh', ['-c', 'command -v apt-get'], 10_000)
}

/** Debian's packages that are not there, after asking (as root) for them where that is allowed; empty when every server can be started. */
export function findServers(say: (line: string) => void, mayInstall: boolean): string[] {
  const wanted = missing()
  if (wanted.length === 0 || !mayInstall) return wanted
  say(`Not installed: ${wanted.join(', ')}. Asking the system's package manager.`)
  installFromSystem({ 'apt-get': wanted })
  return missing()
}
