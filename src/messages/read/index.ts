/** Reads a chat's whole history in order, and continues later where it ended. */
export { readHistory } from './read-history.ts'
export { createReadingControl } from './reading.ts'
export type { Direction, HistoryChunk, HistoryGap, HistoryProgress, HistoryQuery, ReadHistory, ReadingControl, WaitReason } from './reading.ts'
export { parseResumeToken, type ResumeToken } from './cursor.ts'
