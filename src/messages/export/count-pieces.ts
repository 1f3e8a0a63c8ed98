import type { Piece, WrittenPiece } from './pieces.ts'

export interface PieceCount {
  /** In the pieces so far. */
  readonly messages: number
  /** @throws Error when the piece does not follow those before it */
  take(piece: WrittenPiece): Piece
}

/** Counts what is in the pieces of a file while it is put together. */
export function countPieces(): PieceCount {
  let messages = 0
  let lastId = 0
  return {
    get messages() {
      return messages
    },
    take(piece) {
      if (piece.firstId !== null && piece.firstId <= lastId) throw new Error('The pieces of the export do not follow each other')
      lastId = piece.lastId ?? lastId
      messages += piece.messages
      return piece.bytes
    },
  }
}
