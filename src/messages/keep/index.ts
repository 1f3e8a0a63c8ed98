/** The whole conversation in columns: what panels use of it. */
export type { ArchiveFilter } from './filter.ts'
export { ArchiveError, type ArchiveErrorKind, type ArchiveStatus, type DiskState, type HeldMessages, isCancelled, type ReadingMark, type StretchPage } from './protocol.ts'
export type { Author } from './questions/authors.ts'
export type { FilesQuestion, SharedFile, SharedFiles } from './questions/shared-files.ts'
export type { LinksQuestion, SharedLink, SharedLinks } from './questions/shared-links.ts'
export { useArchive, type ArchivedChat, type ArchiveState, type ReadingState, type ReadTarget } from './use-archive.ts'
