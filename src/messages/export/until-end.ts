import type { HistoryChunk } from '../read/index.ts'
import type { ExportStep } from './export-writing.ts'

/** A chunk, and for what was read before the export, when. */
export type DatedChunk = HistoryChunk & Pick<ExportStep, 'asOf'>

/** Chunks that are counted behind the end: about a thousand messages, which one request brings. */
const MOST_COUNTED = 20

/**
 * A reading, oldest first, that ends with a message, whatever is written meanwhile: what came later is counted and not handed on, and of
 * very much of it only the first part. A message that was deleted since ends it all the same.
 */
export async function* untilEnd(chunks: AsyncIterable<DatedChunk>, endId: number | null): AsyncGenerator<ExportStep, void, undefined> {
  let last: DatedChunk | null = null
  let later = 0
  let counted = 0
  for await (const chunk of chunks) {
    const messages = chunk.page.messages.filter(({ id }) => endId === null || id <= endId)
    const isPast = messages.length < chunk.page.messages.length
    later += chunk.page.messages.length - messages.length
    // what is missing behind the end is not missing
    const gaps = chunk.gaps.filter(({ afterId }) => endId === null || afterId === null || afterId < endId)
    const own = { ...chunk, page: { ...chunk.page, messages }, gaps }
    if (!isPast && !last) {
      yield { ...own, later: { messages: 0, isAll: true } }
      continue
    }
    last ??= own
    counted += 1
    if (chunk.isEnd || counted >= MOST_COUNTED) {
      yield { ...last, isEnd: true, isHistoryLimited: chunk.isHistoryLimited, later: { messages: later, isAll: chunk.isEnd } }
      return
    }
  }
}
