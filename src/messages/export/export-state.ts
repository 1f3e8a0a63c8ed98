import type { ExportPlan } from './export-plan.ts'
import { NO_NAMES, type NamesState } from './names.ts'

/** What is missing stands between these two messages; null is the beginning or the end of what was read. */
export interface ExportGap {
  afterId: number | null
  beforeId: number | null
  /** How many rows the portal sent that nobody could read; null where the reading was ended before. */
  rows: number | null
}

/** What was written while the export was made, and is not in it: it ends where the chat ended when it was begun. */
export interface Later {
  messages: number
  /** All of them were counted: where people write faster than messages are read, counting would never end. */
  isAll: boolean
}

/** A message by which the files can be shown in the chat. */
export interface Landmark {
  id: number
  sentAt: number | null
}

/** Messages that were not read for the export, but before: what was edited, deleted or liked since is not known of them. */
export interface EarlierPart {
  /** When the first of them was read, milliseconds since 1970. */
  asOf: number
  messages: number
  first: Landmark
  last: Landmark
}

export interface PartState {
  /** From 1. */
  number: number
  messages: number
  /** Of UTF-8. */
  bytes: number
  first: Landmark
  last: Landmark
  /** Its chunks in the store: those from here on, before those of the next part. */
  firstChunk: number
}

/** What was begun by another version of the files is not gone on with: its parts would not be of one kind. */
export const STATE_VERSION = 5

/** Everything that an export has come to, but for what it wrote: kept after every page, so that it can go on from there. JSON. */
export interface ExportState {
  version: typeof STATE_VERSION
  plan: ExportPlan
  /** Last message of the chat when the export was begun, and where it ends; null id where the portal did not say. Null before it was asked. */
  end: { id: number | null } | null
  later: Later
  /** Null for none. */
  earlier: EarlierPart | null
  /** Where the reading goes on; null at the beginning. */
  token: unknown
  isEnd: boolean
  /** Messages that the reading brought, whether they were wanted or not. */
  read: number
  lastRead: Landmark | null
  parts: PartState[]
  /** Messages of the last part, for a format that leads from one to another. */
  idsOfPart: number[]
  /** How many chunks the store has. */
  chunks: number
  systemMessages: number
  files: number
  /** Messages in which something was taken out of an address. */
  withSecrets: number
  /** Messages by the author's number as the files have it, in the order of their first one. */
  authors: [id: number, name: string, messages: number][]
  gaps: ExportGap[]
  /** The portal's plan keeps older messages back; null while the portal has not said. */
  isHistoryLimited: boolean | null
  names: NamesState
}

export function beginExport(plan: ExportPlan): ExportState {
  return {
    version: STATE_VERSION, plan, end: null, later: { messages: 0, isAll: true }, earlier: null, token: null, isEnd: false,
    read: 0, lastRead: null, parts: [], idsOfPart: [], chunks: 0, systemMessages: 0, files: 0, withSecrets: 0,
    authors: [], gaps: [], isHistoryLimited: null, names: NO_NAMES,
  }
}

export function messagesIn({ parts }: Pick<ExportState, 'parts'>): number {
  return parts.reduce((sum, { messages }) => sum + messages, 0)
}
