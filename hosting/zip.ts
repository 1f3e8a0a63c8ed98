/**
 * `npm run zip` packs the build for Bitrix24's own storage, the same bytes for the same sources. `install.html` is a copy of the page:
 * where the archive has it, the portal opens it until the installation is finished
 * (https://apidocs.bitrix24.com/settings/app-installation/local-apps/installation-master.html).
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js'

/** The first day that an archive can name, in the machine's own time zone, in which the library writes it. */
const FIRST_DAY = new Date(1980, 0, 1)

/** The archive of a build. */
export async function zipBuild(dist: string): Promise<Uint8Array> {
  const names = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(dist, join(entry.parentPath, entry.name)).split(sep).join('/'))
  const files = new Map(names.map(name => [name, readFileSync(join(dist, name))]))
  const page = files.get('index.html')
  if (page === undefined) throw new Error(`There is no index.html in ${dist}.`)
  files.set('install.html', page)
  const zip = new ZipWriter(new Uint8ArrayWriter(), {
    level: 9, lastModDate: FIRST_DAY, extendedTimestamp: false, dataDescriptor: false, useWebWorkers: false,
  })
  // the disk does not define the order of a folder's files
  for (const [name, content] of [...files].sort(([one], [other]) => one < other ? -1 : 1)) await zip.add(name, new Uint8ArrayReader(content))
  return zip.close()
}

const isProgram = process.argv[1] === fileURLToPath(import.meta.url)
if (isProgram) {
  const archive = await zipBuild(fileURLToPath(new URL('../dist', import.meta.url)))
  writeFileSync('chatside.zip', archive)
  console.log(`chatside.zip: ${Math.round(archive.length / 1000)} kB`)
}
