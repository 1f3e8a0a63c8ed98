export type Piece = Uint8Array<ArrayBuffer>

/** Characters after which a piece is encoded: few enough for a moment's work, enough to be few. */
const LONGEST = 256_000

export interface Pieces {
  /** Pieces that were ended since the last cut. */
  readonly count: number
  /** Characters appended since the last cut. */
  readonly waiting: number
  append(text: string): void
  /** What follows is in another piece. */
  end(): void
  /** All pieces since the last time. */
  cut(): Piece[]
}

/** Text in pieces of UTF-8. */
export function createPieces(): Pieces {
  const encoder = new TextEncoder()
  let done: Piece[] = []
  let texts: string[] = []
  let length = 0
  let waiting = 0

  function end(): void {
    if (length > 0) done.push(encoder.encode(texts.join('')))
    texts = []
    length = 0
  }

  return {
    get count() {
      return done.length
    },
    get waiting() {
      return waiting
    },
    append(text) {
      texts.push(text)
      length += text.length
      waiting += text.length
      if (length >= LONGEST) end()
    },
    end,
    cut() {
      end()
      const pieces = done
      done = []
      waiting = 0
      return pieces
    },
  }
}
