import { PortalError } from '../../../bitrix24/index.ts'
import type { ArchiveError } from '../../../messages/keep/index.ts'
import type { Failure } from '../../../texts/error-text.ts'

/** A failure of the portal or of the archive as one that there are words for: whatever else the archive lost, it lost what was read. */
export function toFailure(error: PortalError | ArchiveError): Failure {
  if (error instanceof PortalError) return error
  return { kind: error.kind === 'no-worker' ? 'no-worker' : 'crashed' }
}
