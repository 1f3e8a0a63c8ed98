import { withDeadline } from './with-deadline.ts'

/** Milliseconds until a file that neither arrives nor fails counts as failed. */
const LATEST = 20_000

/** A part of the page in a file of its own. @throws whatever kept it from loading, an Error when it is late */
export function loadFile<Part>(load: () => Promise<Part>): Promise<Part> {
  return withDeadline(load(), LATEST, () => new Error('late'))
}
