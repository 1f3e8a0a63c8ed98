import type { Direction, ResumeToken } from '../read/index.ts'
import { MOST_ANCHORS } from '../read/resume-token.ts'
import type { ArchiveStatus } from './protocol.ts'

/**
 * Where a reading goes on behind what the archive holds, at either end; undefined when it holds nothing. What was read is the token:
 * none has to be kept, and none can disagree with it.
 */
export function resumeBehind(status: ArchiveStatus, dialogId: string, direction: Direction): ResumeToken | undefined {
  const end = direction === 'newest-first' ? status.oldest : status.newest
  const [lastId, ...anchors] = end?.ids ?? []
  if (lastId === undefined) return undefined
  const read = direction === 'newest-first' ? status.messages : 0
  return {
    version: 1, dialogId, direction, since: null, until: null, fromMessageId: null, lastId, anchors: anchors.slice(0, MOST_ANCHORS), read, isEnd: false,
  }
}
