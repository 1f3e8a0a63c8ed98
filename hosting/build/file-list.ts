import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

/** Names every file of the build with its SHA-256, in the form that `sha256sum -c` reads: what a host has can be compared with it. */
export const FILE_LIST = 'FILES.txt'

/** Writes the list when everything else is written, what Vite only copies included. */
export function fileList(): Plugin {
  return {
    name: 'chatside:file-list',
    apply: 'build',
    writeBundle: {
      order: 'post',
      sequential: true,
      handler({ dir }) {
        if (dir === undefined) throw new Error('This build has no folder whose files could be listed.')
        const names = readdirSync(dir, { recursive: true, withFileTypes: true })
          .filter(entry => entry.isFile())
          .map(entry => join(entry.parentPath, entry.name).slice(join(dir, '/').length).replaceAll('\\', '/'))
          // maps say how a build was made, and are no part of it
          .filter(name => name !== FILE_LIST && !name.endsWith('.map'))
        const lines = names.sort().map(name => `${createHash('sha256').update(readFileSync(join(dir, name))).digest('hex')}  ${name}\n`)
        writeFileSync(join(dir, FILE_LIST), lines.join(''))
      },
    },
  }
}
