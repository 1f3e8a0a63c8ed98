import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import JSZip from 'jszip'
import { fromBuffer, type Entry, type ZipFile } from 'yauzl'
import { tryArchive } from './archive-readers.ts'
import { faultsOfEntries } from './judge-names.ts'

/**
 * The files of an archive, after it was judged: every reader of this machine and a library read it and found its sums right, each name is
 * good on every system, and where a manifest is in it, the files are those that it names, with their sizes and sums.
 * @throws Error with what is wrong
 */
export async function unzip(archive: Blob | Uint8Array): Promise<Map<string, Buffer>> {
  const bytes = archive instanceof Uint8Array ? Buffer.from(archive) : Buffer.from(await archive.arrayBuffer())
  const entries = await entriesOf(bytes)
  const faults = faultsOfEntries(entries.map(([name]) => name))
  if (faults.length > 0) throw new Error(faults.join('\n'))
  const files = new Map(entries)
  await Promise.all([compareWithLibrary(bytes, files), letOthersTry(bytes)])
  const wrong = faultsOfManifest(files)
  if (wrong.length > 0) throw new Error(wrong.join('\n'))
  return files
}

/** What the directory at the end of an archive names, in its order. */
async function entriesOf(bytes: Buffer): Promise<[name: string, content: Buffer][]> {
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, opened) => error ? reject(error) : resolve(opened))
  })
  const entries: [string, Buffer][] = []
  const ended = new Promise<void>((resolve, reject) => {
    zip.on('end', resolve)
    zip.on('error', reject)
    zip.on('entry', (entry: Entry) => {
      void contentOf(zip, entry).then((content) => {
        entries.push([entry.fileName, content])
        zip.readEntry()
      }, reject)
    })
  })
  zip.readEntry()
  await ended
  return entries
}

async function contentOf(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => error ? reject(error) : resolve(opened))
  })
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

/** The one reader that every machine has. */
async function compareWithLibrary(bytes: Buffer, files: ReadonlyMap<string, Buffer>): Promise<void> {
  const zip = await JSZip.loadAsync(bytes, { checkCRC32: true })
  const found = Object.values(zip.files).filter(({ dir }) => !dir)
  if (found.length !== files.size) throw new Error(`One reader finds ${files.size} files, the other ${found.length}`)
  for (const file of found) {
    if (!files.get(file.name)?.equals(await file.async('nodebuffer'))) throw new Error(`Two readers find different content in ${file.name}`)
  }
}

/** Sums of archives that the other readers found sound: tests look at the same bytes again and again. */
const sound = new Set<string>()

async function letOthersTry(bytes: Buffer): Promise<void> {
  const sum = createHash('sha256').update(bytes).digest('hex')
  if (sound.has(sum)) return
  const folder = await mkdtemp(join(tmpdir(), 'chatside-archive-'))
  try {
    const path = join(folder, 'archive.zip')
    await writeFile(path, bytes)
    await tryArchive(path)
    sound.add(sum)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

interface Described {
  file: string
  bytes: number
  sha256: string
}

/** Where the manifest of an export and what is in it disagree; an archive without one has none to disagree with. */
function faultsOfManifest(files: ReadonlyMap<string, Buffer>): string[] {
  const written = files.get('manifest.json')?.toString('utf8')
  if (written === undefined) return []
  const manifest = JSON.parse(written) as { parts: Described[], otherFiles: Described[] } // as its own tests have it
  const described = [...manifest.parts, ...manifest.otherFiles]
  const named = new Set(described.map(({ file }) => file))
  const forPeople = files.get('manifest.txt')?.toString('utf8') ?? ''
  return [
    ...[...files.keys()].filter(name => !name.startsWith('manifest.') && !named.has(name)).map(name => `${name} is not in the manifest`),
    ...described.flatMap(({ file, bytes, sha256 }) => {
      const content = files.get(file)
      if (!content) return [`The manifest names ${file}, which is not there`]
      return [
        ...(content.length === bytes ? [] : [`${file} has ${content.length} bytes, the manifest says ${bytes}`]),
        ...(createHash('sha256').update(content).digest('hex') === sha256 ? [] : [`${file} has another SHA-256 than the manifest says`]),
        ...(forPeople.includes(`${sha256}  ${file}`) ? [] : [`manifest.txt does not name ${file} with its sum`]),
      ]
    }),
  ]
}

/** The one text whose name ends so. @throws Error when there is none */
export function textOf(files: ReadonlyMap<string, Buffer>, ending: string): string {
  const found = [...files].find(([name]) => name.endsWith(ending))
  if (!found) throw new Error(`No ${ending} among ${[...files.keys()].join(', ')}`)
  return found[1].toString('utf8')
}
