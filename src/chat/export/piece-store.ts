import type { ExportState } from './export-state.ts'
import type { Piece } from './pieces.ts'

/** Where the pieces of an export's files are until they are put together: out of the memory that scripts have. */
export interface PieceStore {
  /** What is saved is there after this page has gone. */
  readonly isLasting: boolean
  /** Keeps the pieces behind those that are there, and the state that they belong to: both or neither. */
  save(state: ExportState, pieces: readonly Piece[]): Promise<void>
  /** @throws Error when there is no such piece */
  read(index: number): Promise<Piece>
  /** Forgets everything. */
  drop(): Promise<void>
}

export function noPiece(index: number): Error {
  return new Error(`Piece ${index} of the export is missing`)
}

/** Blobs are kept by the browser, on disk when they are many, and end with the page. */
export function createMemoryStore(): PieceStore {
  const blobs: Blob[] = []
  return {
    isLasting: false,
    async save(state, pieces) {
      // a page that failed half-way may be written again
      blobs.splice(state.pieces - pieces.length)
      blobs.push(...pieces.map(piece => new Blob([piece])))
    },
    async read(index) {
      const blob = blobs[index]
      if (!blob) throw noPiece(index)
      return new Uint8Array(await blob.arrayBuffer())
    },
    async drop() {
      blobs.length = 0
    },
  }
}
