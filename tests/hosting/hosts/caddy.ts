import { readFileSync } from 'node:fs'
import { replaceEach, type HostFolder } from '../support/folder.ts'
import type { Command, HostProgram, Ports } from '../support/run-host.ts'

/** What is said outside the site: other ports, no remote control, and no questions to a certificate authority. */
function start(folder: HostFolder, { port, otherPort }: Ports, site: string): Command {
  const around = `{\n\tadmin off\n\tdefault_bind 127.0.0.1\n\thttps_port ${port}\n\thttp_port ${otherPort}\n\tauto_https disable_redirects\n}\n\nimport ${site}\n`
  const home = { HOME: folder.path('home'), XDG_DATA_HOME: folder.path('home'), XDG_CONFIG_HOME: folder.path('home') }
  return { program: 'caddy', args: ['run', '--adapter', 'caddyfile', '--config', folder.write('Caddyfile', around)], env: home }
}

export const caddy: HostProgram = {
  name: 'caddy',
  packages: ['caddy'],
  withRecipe(folder, ports) {
    const tls = `\ttls ${folder.path('ssl/fullchain.pem')} ${folder.path('ssl/privkey.pem')}`
    return start(folder, ports, folder.write('site', replaceEach(folder.recipe('caddy/Caddyfile'), [['\tencode zstd gzip', `${tls}\n\tencode zstd gzip`]])))
  },
  asInstalled(folder, ports) {
    const own = replaceEach(readFileSync('/etc/caddy/Caddyfile', 'utf8'), [['\n:80 {', `\n:${ports.port} {`], ['/usr/share/caddy', folder.path('www')]])
    return start(folder, { ...ports, port: ports.otherPort, otherPort: ports.port }, folder.write('site', own))
  },
}
