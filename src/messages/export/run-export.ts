import type { ExportState } from './export-state.ts'
import { startWriting, type ExportStep } from './export-writing.ts'
import type { ChunkStore } from './chunks.ts'

interface RunOptions {
  state: ExportState
  store: ChunkStore
  /** Messages behind a token, oldest first; null is the beginning. */
  read: (token: unknown, signal: AbortSignal) => AsyncIterable<ExportStep>
  signal: AbortSignal
  /** What was kept, every few seconds: what an export goes on from. */
  onState: (state: ExportState) => void
  now?: () => number
}

/** What was written is kept when it has come to so many characters, or after so many milliseconds. */
const ENOUGH = { characters: 1_000_000, milliseconds: 2_000 }

/**
 * Reads on and writes what it reads until nothing is left. When the reading fails or is cancelled, everything up to there is kept.
 * @throws the reason of `signal`, or whatever ended the reading or refused to keep what was written
 */
export async function runExport({ state, store, read, signal, onState, now = () => performance.now() }: RunOptions): Promise<ExportState> {
  if (state.isEnd) return state
  const writing = startWriting(state)
  let kept = state
  let keptAt = now()
  let isKeeping = false

  async function keep(): Promise<void> {
    isKeeping = true
    const { state: next, chunks } = writing.cut()
    await store.save(next, chunks)
    kept = next
    keptAt = now()
    isKeeping = false
    onState(kept)
  }

  try {
    for await (const step of read(state.token, signal)) {
      await writing.take(step, signal)
      if (step.isEnd || writing.waiting >= ENOUGH.characters || now() - keptAt >= ENOUGH.milliseconds) await keep()
      if (step.isEnd) break
    }
  } catch (error) {
    if (!isKeeping && writing.waiting > 0) await keep()
    throw error
  }
  return kept
}
