import type { Person, World } from '../../world/model.ts'
import { fullName } from '../../world/people.ts'
import type { Task } from '../../world/records.ts'
import { type Method, type MethodContext, RestError } from '../../rest/exchange.ts'
import { integerOf, isGiven, textOf } from '../im/params.ts'
import { photoOf } from '../users/user-fields.ts'

/** Managers also see their employees' tasks; who manages whom is not part of this portal. */
function maySee({ creatorId, responsibleId, memberIds }: Task, person: Person): boolean {
  return person.isAdmin || [creatorId, responsibleId, ...memberIds].includes(person.id)
}

/** In the sample a person without a picture has the placeholder of tasks. */
export function personShape(world: World, id: number): Record<string, unknown> {
  const person = world.people.get(id)
  return {
    id: String(id),
    name: person ? fullName(person) : '',
    link: `/company/personal/user/${id}/`,
    icon: (person && photoOf(world, person)) ?? '/bitrix/images/tasks/default_avatar.png',
    workPosition: person?.position ?? '',
  }
}

/** Three of what somebody may do with a task; the others of the samples are not part of this portal. */
export function taskActions(task: Task, viewer: Person): Record<string, boolean> {
  const isOwn = task.creatorId === viewer.id
  return { complete: task.status !== 5, edit: isOwn, changeDeadline: isOwn }
}

/** Fields that can be selected and what each adds to the answer (api-reference/tasks/fields.md). */
function selectable(task: Task, { world, isoDate }: MethodContext): Record<string, Record<string, unknown>> {
  return {
    TITLE: { title: task.title },
    DESCRIPTION: { description: task.description },
    STATUS: { status: String(task.status) },
    DEADLINE: { deadline: task.deadline === null ? null : isoDate(task.deadline) },
    CREATED_DATE: { createdDate: isoDate(task.createdAt) },
    // Both samples have the person beside the number. Assumed for any selection that has the number.
    CREATED_BY: { createdBy: String(task.creatorId), creator: personShape(world, task.creatorId) },
    RESPONSIBLE_ID: { responsibleId: String(task.responsibleId), responsible: personShape(world, task.responsibleId) },
  }
}

/** These only when they are asked for by name. */
const ON_REQUEST: Record<string, Record<string, unknown>> = {
  UF_CRM_TASK: { ufCrmTask: [] },
  UF_TASK_WEBDAV_FILES: { ufTaskWebdavFiles: [] },
  UF_MAIL_MESSAGE: { ufMailMessage: null },
}

/** @throws RestError `100` for what is no list of names */
function readSelect(value: unknown): string[] | null {
  if (!isGiven(value)) return null
  if (!Array.isArray(value)) {
    throw new RestError('100', 'Invalid value {} to match with parameter {select}. Should be value of type array. (internal error)', 400)
  }
  const names = value.map(name => textOf(name).toUpperCase())
  return names.length === 0 || names.includes('*') ? null : names
}

export const taskGet: Method = {
  name: 'tasks.task.get',
  scopes: ['task'],
  source: 'api-reference/tasks/tasks-task-get.md',
  run(params, context) {
    const { world, viewer } = context
    const given = params['taskId']
    if (!isGiven(given)) {
      throw new RestError('100', 'CTaskItem All parameters in the constructor must have real class type (internal error)', 400)
    }
    if (!/^\d+$/.test(textOf(given))) throw new RestError('0', 'wrong task id', 400)
    const names = readSelect(params['select'])
    const task = world.records.tasks.get(integerOf(given))
    // No difference between a task that does not exist and one that is somebody else's.
    if (!task || !maySee(task, viewer)) return { result: [] }
    const fields = { ...selectable(task, context), ...ON_REQUEST }
    const chosen = names ?? Object.keys(fields).filter(name => !(name in ON_REQUEST))
    return {
      result: {
        task: {
          id: String(task.id),
          ...Object.assign({}, ...chosen.map(name => fields[name] ?? {})),
          descriptionInBbcode: 'Y',
          favorite: 'N',
          group: [],
          action: taskActions(task, viewer),
        },
      },
    }
  },
}
