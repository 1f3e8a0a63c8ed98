/** The worker's file: nothing but the joining of its parts. */
import { createArchiveService } from './archive-service.ts'
import { openDisk } from './disk.ts'
import type { ArchivePort, ArchiveReply, ArchiveRequest } from './protocol.ts'
import { serveArchive } from './serve-archive.ts'

// in a worker the global object is the port
serveArchive(globalThis as unknown as ArchivePort<ArchiveRequest, ArchiveReply>, createArchiveService(openDisk()))
