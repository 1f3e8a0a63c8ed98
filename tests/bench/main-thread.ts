/** The work of the main thread from one moment to another, by kind, from Chromium's trace. */
import type { TraceEvent } from './trace.ts'

export const KINDS = ['compile', 'script', 'style, layout', 'paint', 'memory', 'other'] as const
type Kind = typeof KINDS[number]

export interface Work {
  /** Milliseconds. */
  from: number
  to: number
  kind: Kind
}

/** Names of events that identify a kind of work; any other event belongs to the event around it. */
const NAMES: readonly [Kind, RegExp][] = [
  ['compile', /^v8\.compile|^V8\.Compile|^v8\.produceCache|ParseFunction|ParseProgram/],
  ['memory', /GC/],
  ['script', /^(?:EvaluateScript|FunctionCall|RunMicrotasks|TimerFire|EventDispatch|FireAnimationFrame|FireIdleCallback|XHR\w+|HandlePostMessage|v8\.\w+)$/],
  ['style, layout', /^(?:UpdateLayoutTree|Layout|PrePaint|HitTest|IntersectionObserver\w+)$/],
  ['paint', /^(?:Paint\w*|Commit|Layerize|UpdateLayer)$/],
  ['other', /RunTask/],
]

/** The thread's time as pieces of one kind, in their order; idle time has no piece. */
export function workOf(events: readonly TraceEvent[]): Work[] {
  const whole = events.filter(({ ph, dur = 0 }) => ph === 'X' && dur > 0)
    .map(({ name, ts, dur = 0 }) => ({ name, from: ts / 1000, to: (ts + dur) / 1000 }))
    .sort((one, other) => one.from - other.from || other.to - one.to)
  const open: Work[] = []
  const pieces: Work[] = []
  let reached = 0
  const closeUntil = (moment: number): void => {
    for (let inner = open.at(-1); inner; inner = open.at(-1)) {
      const to = Math.min(inner.to, moment)
      if (to > reached) pieces.push({ from: Math.max(reached, inner.from), to, kind: inner.kind })
      reached = Math.max(reached, to)
      if (inner.to > moment) return
      open.pop()
    }
  }
  for (const { name, from, to } of whole) {
    closeUntil(from)
    const kind = NAMES.find(([, pattern]) => pattern.test(name))?.[0] ?? open.at(-1)?.kind
    if (kind === undefined) continue
    reached = Math.max(reached, from)
    open.push({ from, to, kind })
  }
  closeUntil(Infinity)
  return pieces
}

/** Milliseconds of work between two moments; of one kind when named. */
export function busy(work: readonly Work[], from: number, to: number, kind?: Kind): number {
  return work.filter(piece => kind === undefined || piece.kind === kind)
    .reduce((sum, piece) => sum + Math.max(0, Math.min(piece.to, to) - Math.max(piece.from, from)), 0)
}
