import { withDeadline } from './with-deadline.ts'

/** Milliseconds until a file that neither arrives nor fails counts as failed. */
const LATEST = 20_000

/** Loads a part of the page from a file of its own. @throws the error that kept it from loading, or an Error when it is late */
export function loadFile<Part>(load: () => Promise<Part>): Promise<Part> {
  return withDeadline(load(), LATEST, () => new Error('late'))
}
