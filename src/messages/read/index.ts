/** A chat's whole history: read it in order, keep where it ended, go on there. */
export { readHistory } from './read-history.ts'
export { createReadingControl } from './reading.ts'
export type { Direction, HistoryChunk, HistoryGap, HistoryProgress, HistoryQuery, ReadHistory, ReadingControl, WaitReason } from './reading.ts'
export { parseResumeToken, type ResumeToken } from './resume-token.ts'
