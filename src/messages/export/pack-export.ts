import { createGiveWay } from '../../lib/give-way.ts'
import type { ExportState, PartState } from './export-state.ts'
import { extraFiles, manifestFiles, type ExtraFile } from './extra-files.ts'
import { partName } from './format-writer.ts'
import { createWriter } from './formats/writers.ts'
import { createManifest, type Manifest, type WrittenFile } from './manifest.ts'
import { createNames } from './names.ts'
import type { ChunkStore } from './chunk-store.ts'
import type { Chunk } from './chunks.ts'
import { countChunks, type ChunkCount } from './count-chunks.ts'
import { createZipWriter } from './zip-writer.ts'

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
