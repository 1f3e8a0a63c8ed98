import { join } from 'node:path'
import { TOOLS } from '../find-tools.ts'
import type { HostFolder } from '../support/folder.ts'
import type { Command, Ports } from '../support/run-host.ts'

/** Cloudflare's own runtime, on this machine and without an account. */
function start(folder: HostFolder, { port, otherPort }: Ports): Command {
  return {
    program: process.execPath,
    args: [
      join(TOOLS, 'node_modules/wrangler/bin/wrangler.js'), 'pages', 'dev', folder.path('www/chatside'), '--cwd', folder.path(), '--ip', '127.0.0.1',
      '--port', String(port), '--inspector-port', String(otherPort), '--compatibility-date', '2026-01-01', '--local-protocol', 'https',
      '--https-key-path', folder.path('ssl/privkey.pem'), '--https-cert-path', folder.path('ssl/fullchain.pem'),
    ],
    env: { CI: '1', WRANGLER_SEND_METRICS: 'false', HOME: folder.path('home'), XDG_CONFIG_HOME: folder.path('home') },
  }
}

/** The build is the root of its host, with the recipe in it and its function beside it. */
export function withRecipe(folder: HostFolder, ports: Ports): Command {
  for (const name of ['_headers', '_routes.json', '404.html']) folder.write(`www/chatside/${name}`, folder.recipe(`cloudflare-pages/${name}`))
  folder.write('functions/_middleware.js', folder.recipe('cloudflare-pages/functions/_middleware.js'))
  return start(folder, ports)
}

export const asInstalled: (folder: HostFolder, ports: Ports) => Command = start
