/** The whole conversation in columns: what panels use of it. */
export { ArchiveError, isCancelled, type ArchiveErrorKind } from './archive-error.ts'
export type { ArchiveFilter } from './filter.ts'
export type { HeldMessages } from './held-messages.ts'
export type { ArchiveStatus, DiskState, ReadingMark, StretchPage } from './protocol.ts'
export type { Author } from './questions/authors.ts'
export type { FilesQuestion, SharedFile, SharedFiles } from './questions/shared-files.ts'
export type { LinksQuestion, SharedLink, SharedLinks } from './questions/shared-links.ts'
export { useArchive, type ArchivedChat, type ArchiveState, type ReadingState, type ReadTarget } from './use-archive.ts'
