import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

/** Lists every file of the build with its SHA-256, in the form that `sha256sum -c` reads, so that the files on a host can be compared. */
export const FILE_LIST = 'FILES.txt'

/** Writes the list after everything else, including the files that Vite only copies. */
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
          // source maps are not part of the app
          .filter(name => name !== FILE_LIST && !name.endsWith('.map'))
        const lines = names.sort().map(name => `${createHash('sha256').update(readFileSync(join(dir, name))).digest('hex')}  ${name}\n`)
        writeFileSync(join(dir, FILE_LIST), lines.join(''))
      },
    },
  }
}
