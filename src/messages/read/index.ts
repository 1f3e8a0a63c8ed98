/** A chat's whole history: read it in order, keep where it ended, go on there. */
export { readHistory } from './read-history.ts'
export type { Direction, HistoryChunk, HistoryGap, HistoryProgress, HistoryQuery, ReadHistory, WaitReason } from './reading.ts'
export { createReadingControl, type ReadingControl } from './reading-control.ts'
export { parseResumeToken, type ResumeToken } from './resume-token.ts'
