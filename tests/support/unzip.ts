import { fromBuffer, type Entry, type ZipFile } from 'yauzl'

/** The files of an archive, read by a library that did not write it. */
export async function unzip(blob: Blob): Promise<Map<string, Buffer>> {
  const bytes = Buffer.from(await blob.arrayBuffer())
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, opened) => error ? reject(error) : resolve(opened))
  })
  const files = new Map<string, Buffer>()
  const ended = new Promise<void>((resolve, reject) => {
    zip.on('end', resolve)
    zip.on('error', reject)
    zip.on('entry', (entry: Entry) => {
      void contentOf(zip, entry).then((content) => {
        files.set(entry.fileName, content)
        zip.readEntry()
      }, reject)
    })
  })
  zip.readEntry()
  await ended
  return files
}

async function contentOf(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => error ? reject(error) : resolve(opened))
  })
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

/** The one text whose name ends so. @throws Error when there is none */
export function textOf(files: ReadonlyMap<string, Buffer>, ending: string): string {
  const found = [...files].find(([name]) => name.endsWith(ending))
  if (!found) throw new Error(`No ${ending} among ${[...files.keys()].join(', ')}`)
  return found[1].toString('utf8')
}
