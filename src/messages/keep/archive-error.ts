/** Why the archive cannot do what was asked; panels have a sentence for each. */
export const ARCHIVE_ERROR_KINDS = [
  /** This browser, or the page's policy, lets no worker start. */
  'no-worker',
  /** The worker ended, or did not answer; what it held is gone, and a new one can be started. */
  'crashed',
  /** A newer question, or whoever asked, made the answer needless. */
  'cancelled',
  /** The worker could not do it; a fault of ours. */
  'failed',
] as const

export type ArchiveErrorKind = typeof ARCHIVE_ERROR_KINDS[number]

/** The one error that leaves the archive. Carries no message text. */
export class ArchiveError extends Error {
  readonly kind: ArchiveErrorKind

  constructor(kind: ArchiveErrorKind, cause?: unknown) {
    super(kind, cause === undefined ? undefined : { cause })
    this.name = 'ArchiveError'
    this.kind = kind
  }

  /** What was thrown where it is one already, else a fault of ours that it is the cause of. */
  static from(cause: unknown): ArchiveError {
    return cause instanceof ArchiveError ? cause : new ArchiveError('failed', cause)
  }
}

export function isCancelled(error: unknown): boolean {
  return error instanceof ArchiveError && error.kind === 'cancelled'
}
