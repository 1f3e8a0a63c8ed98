/** Reads a chat's whole history in order, and continues later where it ended. */
export { readHistory } from './read-history.ts'
export type { Direction, HistoryChunk, HistoryGap, HistoryProgress, HistoryQuery, ReadHistory, WaitReason } from './reading.ts'
export { createReadingControl, type ReadingControl } from './reading-control.ts'
export { parseResumeToken, type ResumeToken } from './resume-token.ts'
