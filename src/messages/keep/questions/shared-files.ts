import { wordsTest } from '../../../lib/fold-text.ts'
import type { FileKind, MessageFile } from '../../message.ts'
import { FLAGS, type ColumnsView } from '../columns.ts'
import { selectRows, type ArchiveFilter } from '../filter.ts'

export interface FilesQuestion extends Pick<ArchiveFilter, 'authorIds' | 'since' | 'until'> {
  /** Words in the name. */
  text: string
  kind: FileKind | null
  /** Only what is there more than once. */
  isDuplicate: boolean
  sort: 'recent' | 'size' | 'name'
  limit: number
}

export interface SharedFile extends MessageFile {
  messageId: number
  /** That message forwarded somebody else's. */
  isForwarded: boolean
  /** Files of the same name and size among those of the whole archive, itself included; 1 where the size is unknown. */
  copies: number
}

export interface SharedFiles {
  files: number
  /** Bytes of those whose size is known. */
  size: number
  unknownSizes: number
  /** How many of them are there more than once. */
  duplicates: number
  rows: SharedFile[]
}

/** Files with the messages they came with. A file that is in several messages counts once, with the newest. */
export function sharedFiles(view: ColumnsView, { text, kind, isDuplicate, sort, limit, ...filter }: FilesQuestion): SharedFiles {
  const isMeant = wordsTest(text)
  const isForwarded = (row: number) => ((view.flags[row] ?? 0) & FLAGS.isForwarded) !== 0
  const copies = countCopies(view)
  const found = new Map<number, SharedFile>()
  const rows = selectRows(view, { ...filter, hasFile: true })
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index] ?? 0
    for (const id of view.fileIdsOf(row)) {
      const file = view.files.get(id)
      if (!file || found.has(id) || (kind !== null && file.kind !== kind)) continue
      const alike = copies.get(keyOf(file)) ?? 1
      if ((isDuplicate && alike < 2) || !isMeant(file.name)) continue
      const sentAt = view.times[row] ?? NaN
      found.set(id, {
        ...file, sentAt: file.sentAt ?? (Number.isNaN(sentAt) ? null : sentAt), messageId: view.ids[row] ?? 0, isForwarded: isForwarded(row), copies: alike,
      })
    }
  }
  const files = [...found.values()]
  if (sort !== 'recent') files.sort(ORDERS[sort])
  return {
    files: files.length,
    size: files.reduce((sum, { size }) => sum + (size ?? 0), 0),
    unknownSizes: files.filter(({ size }) => size === null).length,
    duplicates: files.filter(file => file.copies > 1).length,
    rows: files.slice(0, limit),
  }
}

/** In the order of this device's language: the worker knows no other. */
const { compare: compareNames } = new Intl.Collator(undefined, { numeric: true })

const ORDERS = {
  size: (one: SharedFile, other: SharedFile) => (other.size ?? -1) - (one.size ?? -1),
  name: (one: SharedFile, other: SharedFile) => compareNames(one.name, other.name),
}

/** Unknown sizes make no two files the same. */
function keyOf({ id, name, size }: MessageFile): string {
  return size === null ? `${id}` : `${size} ${name}`
}

function countCopies(view: ColumnsView): Map<string, number> {
  const counts = new Map<string, number>()
  for (const file of view.files.values()) counts.set(keyOf(file), (counts.get(keyOf(file)) ?? 0) + 1)
  return counts
}
