import { installArchiveReaders } from './archive-readers.ts'

/** What Vitest and Playwright do once, before any test. */
export default function setup(): void {
  installArchiveReaders()
}
