import type { Opening } from '../bitrix24/index.ts'
import type { Failure } from '../texts/error-text.ts'

/** How far the app has come: nothing is shown of a portal before it is `ready`. */
export type StartState =
  | { state: 'starting' }
  | { state: 'ready', opening: Opening }
  | { state: 'failed', failure: Failure }
  /** Something broke that nobody foresaw. */
  | { state: 'broken' }
