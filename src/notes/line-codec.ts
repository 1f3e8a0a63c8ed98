/** How a line is written where the portal keeps it, and read again: JSON of short names. What is read was written by anybody who may. */
import { array, boolean, check, type InferOutput, nullable, number, object, pipe, regex, safeParse, string } from 'valibot'
import { type LineVersion, MOST_VERSIONS } from './line-version.ts'
import { LONGEST_TEXT, type LineId } from './note.ts'
import { isOrder } from './order.ts'

const id = pipe(string(), regex(/^[0-9a-f]{32}$/))
const revision = pipe(string(), regex(/^[0-9a-z]{1,12}$/))
// each further kind of check would be a part of the first view's file
const count = pipe(number(), check(value => Number.isSafeInteger(value) && value >= 1))
const number1 = nullable(count)
const text = pipe(string(), check(({ length }) => length <= LONGEST_TEXT))

const written = object({
  /** The format. */
  v: count,
  i: id,
  r: revision,
  p: pipe(array(revision), check(({ length }) => length <= 60)),
  t: text,
  todo: boolean(),
  done: boolean(),
  who: number1,
  due: nullable(pipe(string(), regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/))),
  o: string(),
  msg: number1,
  task: number1,
  gone: boolean(),
  was: boolean(),
  also: pipe(array(object({ t: text, by: number1 })), check(({ length }) => length <= MOST_VERSIONS)),
})

export function encodeLine(version: LineVersion): string {
  const { conflict } = version
  return toSafeJson({
    v: 1, i: version.id, r: version.revision, p: [...version.past], t: version.text, todo: version.kind === 'to-do', done: version.isDone, who: version.assigneeId,
    due: version.dueOn, o: version.order, msg: version.messageId, task: version.taskId, gone: version.isRemoved, was: version.wasRemoved,
    also: conflict.map(other => ({ t: other.text, by: other.by })),
  } satisfies InferOutput<typeof written>)
}

/** Null for what is no line, or of a later format. `by` is whom the portal names. */
export function decodeLine(json: unknown, by: number | null): LineVersion | null {
  const { success, output } = safeParse(written, parseJson(json))
  if (!success || output.v !== 1 || !isOrder(output.o)) return null
  return {
    id: output.i as LineId, // it has just been checked
    revision: output.r, past: output.p, by, kind: output.todo ? 'to-do' : 'text', text: output.t, isDone: output.done, assigneeId: output.who, dueOn: output.due,
    order: output.o, messageId: output.msg, taskId: output.task, isRemoved: output.gone, wasRemoved: output.was,
    conflict: output.also.map(other => ({ text: other.t, by: other.by })),
  }
}

function parseJson(json: unknown): unknown {
  try {
    return typeof json === 'string' ? JSON.parse(json) : null
  } catch {
    return null
  }
}

/**
 * JSON in which no sign stands that somebody on the way may take for markup or be unable to keep: older portals keep texts in a database
 * that has no room for signs of four bytes.
 */
function toSafeJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(/[<>&'\u2028\u2029\uD800-\uDFFF]/g, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
