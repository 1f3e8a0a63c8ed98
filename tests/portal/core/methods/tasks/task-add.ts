import type { Task } from '../../world/records.ts'
import { type Method, type MethodContext, type Params, RestError } from '../../rest/exchange.ts'
import { integerOf, textOf } from '../im/params.ts'
import { personShape, taskActions } from './task-get.ts'

const MINUTE = 60_000

/** The page prints the tag at the end of its sample. */
const refuse = (words: string): never => {
  throw new RestError('ERROR_CORE', `${words}<br>`, 400)
}

/** @throws RestError `100` where nothing is given */
function readFields(value: unknown): Params {
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0) return { ...value }
  throw new RestError('100', 'Could not find value for parameter {fields} (internal error)', 400)
}

/**
 * A time without an offset is one of the portal's server, and seconds are dropped (ofcoder/b24_clear, modules/tasks/lib/rest/controllers/task.php,
 * formatDateFieldsForInput). What is no time is no deadline: assumed.
 */
function readDeadline(value: unknown, { world }: MethodContext): number | null {
  const text = textOf(value)
  const hasOffset = /(?:Z|[+-]\d{2}:?\d{2})$/.test(text)
  const time = Date.parse(hasOffset ? text : `${text}Z`)
  if (Number.isNaN(time)) return null
  const instant = time - (hasOffset ? 0 : world.settings.utcOffsetMinutes * MINUTE)
  return Math.floor(instant / MINUTE) * MINUTE
}

/** What the page prints of every new task besides what is known of it here. */
const UNUSED = {
  parentId: null, mark: null, priority: '1', multitask: 'N', notViewed: 'N', replicate: 'N', stageId: '0', statusChangedBy: null, closedBy: null, closedDate: null,
  dateStart: null, startDatePlan: null, endDatePlan: null, xmlId: null, commentsCount: null, serviceCommentsCount: null, allowChangeDeadline: 'N',
  allowTimeTracking: 'N', taskControl: 'N', addInReport: 'N', forkedByTemplateId: null, timeEstimate: '0', timeSpentInLogs: null, matchWorkTime: 'N',
  forumTopicId: null, forumId: null, siteId: 's1', subordinate: 'Y', exchangeModified: null, exchangeId: null, outlookVersion: '1', viewedDate: null, sorting: null,
  durationFact: null, isMuted: 'N', isPinned: 'N', isPinnedInGroup: 'N', flowId: null, descriptionInBbcode: 'Y', durationPlan: null, durationType: 'days',
  favorite: 'N', groupId: '0', auditors: [], accomplices: [], checklist: [], group: [], accomplicesData: [], auditorsData: [], newCommentsCount: 0,
}

function checklistOf(viewerId: number): Record<string, unknown> {
  const fields = {
    id: null, copiedId: null, entityId: null, userId: viewerId, createdBy: null, parentId: null, title: '', sortIndex: null, displaySortIndex: '', isComplete: false,
    isImportant: false, completedCount: 0, members: [], attachments: [],
  }
  return { checkListTree: { nodeId: 0, fields, action: [], descendants: [] }, checkListCanAdd: true }
}

function shapeOf(task: Task, { world, viewer, isoDate }: MethodContext): Record<string, unknown> {
  const created = isoDate(task.createdAt)
  return {
    ...UNUSED,
    id: String(task.id), title: task.title, description: task.description, status: String(task.status), createdBy: String(task.creatorId),
    responsibleId: String(task.responsibleId), changedBy: String(task.creatorId), createdDate: created, changedDate: created, activityDate: created,
    statusChangedDate: created, deadline: task.deadline === null ? null : isoDate(task.deadline),
    guid: `{00000000-0000-4000-8000-${String(task.id).padStart(12, '0')}}`,
    creator: personShape(world, task.creatorId), responsible: personShape(world, task.responsibleId), action: taskActions(task, viewer),
    ...checklistOf(viewer.id),
  }
}

/**
 * Makes a task whose creator is who asks; that somebody may name another creator is not part of this portal. Fields of the request are in
 * capitals, those of the answer are not. The page knows the length of no field: assumed, that none is too long.
 */
export const taskAdd: Method = {
  name: 'tasks.task.add',
  scopes: ['task'],
  source: 'api-reference/tasks/tasks-task-add.md',
  run(params, context) {
    const { world, viewer, now } = context
    const fields = readFields(params['fields'])
    const title = textOf(fields['TITLE']).trim()
    if (title === '') refuse('Task title is not specified')
    const responsibleId = integerOf(fields['RESPONSIBLE_ID'])
    if (responsibleId === 0) refuse('Responsible person not specified')
    if (!world.people.has(responsibleId)) refuse('User specified in the "Responsible" field not found')
    const task: Task = {
      id: Math.max(4_710, ...world.records.tasks.keys()) + 1, title, description: textOf(fields['DESCRIPTION']), status: 2,
      deadline: readDeadline(fields['DEADLINE'], context), creatorId: viewer.id, responsibleId, memberIds: [], createdAt: now,
    }
    world.records.tasks.set(task.id, task)
    return { result: { task: shapeOf(task, context) } }
  },
}
