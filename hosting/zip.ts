/**
 * `npm run zip`: the build as an archive for Bitrix24's own storage, the same bytes for the same sources. `install.html` is the page once
 * more: where the archive has it, the portal opens it until the installation is finished
 * (https://apidocs.bitrix24.com/settings/app-installation/local-apps/installation-master.html).
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { zipSync, type Zippable } from 'fflate'

/** The first day that an archive can name; fflate reads it in the machine's own time zone, and writes it so. */
const FIRST_DAY = new Date(1980, 0, 1)

/** The archive of a build. */
export function zipBuild(dist: string): Uint8Array {
  const names = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(dist, join(entry.parentPath, entry.name)).split(sep).join('/'))
  const files = new Map(names.map(name => [name, readFileSync(join(dist, name))]))
  const page = files.get('index.html')
  if (page === undefined) throw new Error(`There is no index.html in ${dist}.`)
  files.set('install.html', page)
  // the order of a folder's files is the disk's business
  const sorted: Zippable = Object.fromEntries([...files].sort(([one], [other]) => one < other ? -1 : 1))
  return zipSync(sorted, { level: 9, mtime: FIRST_DAY })
}

const isProgram = process.argv[1] === fileURLToPath(import.meta.url)
if (isProgram) {
  const archive = zipBuild(fileURLToPath(new URL('../dist', import.meta.url)))
  writeFileSync('chatside.zip', archive)
  console.log(`chatside.zip: ${Math.round(archive.length / 1000)} kB`)
}
