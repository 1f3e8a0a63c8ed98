import { createGiveWay } from '../../lib/give-way.ts'
import type { ExportState, PartState } from './export-state.ts'
import { partName } from './export-message.ts'
import { createWriter } from './formats/writers.ts'
import { createManifest, type Manifest, type WrittenFile, MANIFEST_NAME, manifestLines } from './manifest.ts'
import { createNames } from './names.ts'
import type { ChunkStore, Chunk, WrittenChunk } from './chunks.ts'
import { createZipWriter } from './zip-writer.ts'
import { type ExportPlan, fill } from './export-plan.ts'
import schema from './formats/export.schema.json'
import { INDEX_NAME, beginPage, encodeHtml, END_PAGE, pageLink } from './formats/html.ts'
import { SCHEMA_NAME } from './formats/json.ts'
import { createClock } from './clock.ts'

interface ExtraFile {
  name: string
  text: string
}

function table(rows: readonly (readonly [string, string])[]): string {
  return `<table>\n${rows.map(([label, text]) => `<tr><th scope="row">${encodeHtml(label)}</th><td><bdi>${encodeHtml(text)}</bdi></td></tr>`).join('\n')}\n</table>\n`
}

function indexPage(manifest: Manifest, plan: ExportPlan): string {
  const { facts, texts } = plan
  const clock = createClock(facts)
  const numbers = new Intl.NumberFormat(facts.language)
  const day = (date: string | null): string => date === null ? texts['no-date'] : clock.day(Date.parse(date))
  const pages = manifest.parts.map(({ file, first, last, messages }, index) =>
    `<li>${pageLink(file, fill(texts.part, { number: index + 1 }))}: <span class="note">${encodeHtml(`${day(first.date)} – ${day(last.date)} (${numbers.format(messages)})`)}</span></li>`)
  return `${beginPage({ language: facts.language, title: facts.chatTitle })}<h1><bdi>${encodeHtml(facts.chatTitle)}</bdi></h1>\n`
    + `<ul>\n${pages.join('\n')}\n</ul>\n<h2>${encodeHtml(texts.about)}</h2>\n${table(manifestLines(manifest, plan))}${END_PAGE}`
}

/** What comes with the messages besides the manifest. @param manifest as it is before these files are in it */
function extraFiles(manifest: Manifest, plan: ExportPlan): ExtraFile[] {
  switch (plan.options.format) {
    case 'html': return [{ name: INDEX_NAME, text: indexPage(manifest, plan) }]
    case 'json': return [{ name: SCHEMA_NAME, text: `${JSON.stringify(schema, null, 2)}\n` }]
    default: return []
  }
}

/** The manifest for programs and for people. */
function manifestFiles(manifest: Manifest, plan: ExportPlan): ExtraFile[] {
  const sums = [...manifest.parts, ...manifest.otherFiles].map(({ file, sha256 }) => `${sha256}  ${file}`)
  const lines = manifestLines(manifest, plan).map(([label, text]) => `${label}: ${text}`)
  return [
    { name: MANIFEST_NAME, text: `${JSON.stringify(manifest, null, 2)}\n` },
    { name: 'manifest.txt', text: `\uFEFF${[plan.texts.about, '', ...lines, '', plan.texts.sums, ...sums, ''].join('\n')}` },
  ]
}

interface ChunkCount {
  /** In the chunks so far. */
  readonly messages: number
  /** @throws Error when the chunk does not follow those before it */
  take(chunk: WrittenChunk): Chunk
}

/** Counts what is in the chunks of a file while it is put together. */
function countChunks(): ChunkCount {
  let messages = 0
  let lastId = 0
  return {
    get messages() {
      return messages
    },
    take(chunk) {
      if (chunk.firstId !== null && chunk.firstId <= lastId) throw new Error('The chunks of the export do not follow each other')
      lastId = chunk.lastId ?? lastId
      messages += chunk.messages
      return chunk.bytes
    },
  }
}

export interface PackedExport {
  blob: Blob
  /** Of the archive. */
  sha256: string
  manifest: Manifest
}

interface PackOptions {
  state: ExportState
  store: Pick<ChunkStore, 'read'>
  signal?: AbortSignal
  /** 0 to 1. */
  onProgress?: (share: number) => void
}

/**
 * Puts together what was written so far, whether the reading came to its end or not; can be done again after more was written.
 * @throws the reason of `signal`, or whatever kept a chunk from being read
 */
export async function packExport({ state, store, signal, onProgress }: PackOptions): Promise<PackedExport> {
  const { plan, parts } = state
  const writer = createWriter(plan)
  const zip = createZipWriter(plan.facts.createdAt)
  const giveWay = createGiveWay()
  const encoder = new TextEncoder()
  const files: WrittenFile[] = []

  async function* chunksOf(part: PartState, index: number, count: ChunkCount): AsyncGenerator<Chunk> {
    const end = parts[index + 1]?.firstChunk ?? state.chunks
    for (let chunk = part.firstChunk; chunk < end; chunk += 1) {
      yield count.take(await store.read(chunk))
      onProgress?.((chunk + 1) / state.chunks)
      await giveWay()
      signal?.throwIfAborted()
    }
    // a part that is followed by another was ended when that one began
    if (index === parts.length - 1) yield encoder.encode(writer.end({ number: part.number, firstId: part.first.id }, true))
  }

  async function addFile(name: string, chunks: AsyncIterable<Chunk> | Iterable<Chunk>): Promise<Omit<WrittenFile, 'part'>> {
    return { name, ...await zip.write(name, chunks) }
  }

  async function addText({ name, text }: ExtraFile): Promise<void> {
    files.push({ ...await addFile(name, [encoder.encode(text)]), part: null })
  }

  for (const [index, part] of parts.entries()) {
    const count = countChunks()
    const file = await addFile(partName(part, writer.extension), chunksOf(part, index, count))
    files.push({ ...file, part: { ...part, messages: count.messages, missing: part.messages - count.messages } })
  }
  const names = createNames({ isPseudonymous: plan.options.isPseudonymous, texts: plan.texts, state: state.names })
  const people = plan.options.personIds && plan.options.personIds.map(names.of)
  for (const extra of extraFiles(createManifest(state, files, people), plan)) await addText(extra)
  const manifest = createManifest(state, files, people)
  for (const extra of manifestFiles(manifest, plan)) await addText(extra)
  signal?.throwIfAborted()
  return { ...await zip.finish(), manifest }
}
