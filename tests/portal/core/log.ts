import type { LogEntry } from './facade.ts'

export interface Log {
  readonly entries: readonly LogEntry[]
  add(entry: LogEntry): void
  clear(): void
}

/** What happened, oldest first. An entry may still change: a command is answered when the page has finished it. */
export function createLog(): Log {
  let entries: LogEntry[] = []
  return {
    get entries() {
      return entries
    },
    add: (entry) => { entries.push(entry) },
    clear: () => { entries = [] },
  }
}
