import type { FaultKind } from '../faults.ts'
import type { Params } from '../rest/exchange.ts'
import type { FrameEffect, PageState, Pending } from './exchange.ts'
import type { FrameParts, FrameSession } from './session.ts'

export interface CommandCall {
  session: FrameSession
  params: Params
  /** As they came: what commands answer that answer with their parameters. */
  given: unknown
  page: PageState
  parts: FrameParts
  /** What strikes this command besides latency. */
  fault: FaultKind | null
  /** Leaves the answer to the page: when it completes the handle, `finish` turns its answer into the value to send. */
  later(finish: (answer: unknown) => unknown): Pending
}

export interface CommandOutcome {
  effects?: FrameEffect[]
  /** The answer now; `value: undefined` sends an empty one. No `reply` at all: never, or later through `later`. */
  reply?: { value: unknown }
}

export type CommandHandler = (call: CommandCall) => CommandOutcome

/** The page answers with what is to be sent. */
export const asAnswered = (answer: unknown): unknown => answer
