/** Tasks of the portal beside what a chat is linked to: how several stand, and a new one. */
import { object, parse, safeParse } from 'valibot'
import { dateOrNull, idField } from '../bitrix24/fields.ts'
import { type Command, type Portal, PortalError } from '../bitrix24/index.ts'
import { aheadOf } from '../lib/ahead-of.ts'
import { toRfc3339 } from '../lib/to-rfc3339.ts'
import { TASK_FIELDS } from './link-commands.ts'
import type { TaskDetails } from './link-details.ts'
import { toTask } from './load-link-details.ts'

/** Of one request, beside the portal's clock. */
const MOST_AT_ONCE = 49
const ADD = 'tasks.task.add'
const addAnswer = object({ task: object({ id: idField }) })

/** `hidden`: there is none, or none that this person may see; the portal does not say which. */
export type FoundTask = TaskDetails | 'hidden'

/**
 * How these tasks stand, for somebody who did not ask for it. One about which the portal said nothing that can be used is missing.
 * @throws PortalError of the request, or `missing-scope`
 */
export async function readTasks(portal: Pick<Portal, 'readBatch'>, ids: readonly number[]): Promise<Map<number, FoundTask>> {
  const found = new Map<number, FoundTask>()
  for (let at = 0; at < ids.length; at += MOST_AT_ONCE) {
    const some = ids.slice(at, at + MOST_AT_ONCE)
    const commands: Record<string, Command> = { ...Object.fromEntries(some.map(id => [`task${id}`, toCommand(id)])), time: { method: 'server.time' } }
    const { outcomes } = await portal.readBatch(commands, { isQuiet: true })
    const now = parse(dateOrNull, outcomes['time']?.ok ? outcomes['time'].value : null)
    for (const id of some) {
      try {
        const task = outcomes[`task${id}`]
        found.set(id, toTask({ id: String(id) }, task ? { task } : {}, { now, ahead: aheadOf(now) }))
      } catch (cause) {
        const error = PortalError.from(cause)
        if (error.kind === 'missing-scope') throw error
        if (error.kind === 'not-found' || error.kind === 'no-access') found.set(id, 'hidden')
      }
    }
  }
  return found
}

function toCommand(taskId: number): Command {
  return { method: 'tasks.task.get', params: { taskId, ...Object.fromEntries(TASK_FIELDS.map((name, index) => [`select[${index}]`, name])) } }
}

export interface NewTask {
  title: string
  /** BBCode; `''` for none. */
  description: string
  responsibleId: number
  /** A day, `2026-12-31`: until its end where this device is, as whoever chose it meant it. */
  dueOn: string | null
}

/** A time without an offset would be one of the portal's server, which may be in another day. A day that there is not is for the portal to judge. */
function endOf(day: string): string {
  const text = `${day}T23:59:59`
  const end = new Date(text)
  return Number.isNaN(end.getTime()) ? text : toRfc3339(end)
}

/**
 * Makes a task, and knows its number, which the portal's own form would not tell. Every call makes another one, so this is never called
 * again by itself.
 * @throws PortalError of the request, or `bad-answer`; see `isAnswerLost`
 */
export async function createTask(portal: Pick<Portal, 'call'>, { title, description, responsibleId, dueOn }: NewTask): Promise<number> {
  const fields = {
    TITLE: title, DESCRIPTION: description, RESPONSIBLE_ID: responsibleId, ...(dueOn === null ? {} : { DEADLINE: endOf(dueOn) }),
  }
  const answer = await portal.call({ method: ADD, params: { fields } }).catch((cause: unknown) => {
    const { kind, code, description: words } = PortalError.from(cause)
    // its words are made for a page
    throw new PortalError(kind, { method: ADD, code, description: words.replaceAll(/<br *\/?>/gi, ' ').trim(), cause })
  })
  const { success, output } = safeParse(addAnswer, answer)
  if (!success) throw new PortalError('bad-answer', { method: ADD })
  return output.task.id
}
