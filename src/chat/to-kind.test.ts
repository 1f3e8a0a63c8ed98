import { expect, test } from 'vitest'
import { toKind } from './to-chat.ts'

test.each([
  ['LINES', 'lines', 'L', 'open-line'],
  ['LIVECHAT', 'livechat', 'L', 'open-line'],
  ['CRM', 'crm', 'C', 'crm'],
  ['SONET_GROUP', 'sonetGroup', 'C', 'workgroup'],
  ['TASKS_TASK', 'tasksTask', 'X', 'task'],
  ['TASKS', 'tasks', 'C', 'task'],
  ['CALENDAR', 'calendar', 'C', 'calendar'],
  ['MAIL', 'mail', 'C', 'mail'],
  ['VIDEOCONF', 'videoconf', 'C', 'video-conference'],
  ['CALL', 'call', 'C', 'call'],
  ['ANNOUNCEMENT', 'announcement', 'C', 'announcement'],
  ['THREAD', 'thread', 'C', 'thread'],
  ['AI_ASSISTANT_PRIVATE', 'aiAssistantPrivate', 'C', 'assistant'],
  ['', 'copilot', 'A', 'assistant'],
  ['', 'channel', 'N', 'channel'],
  ['', 'openChannel', 'J', 'open-channel'],
  ['', 'generalChannel', 'J', 'open-channel'],
  ['', 'open', 'O', 'open'],
  ['', 'chat', 'C', 'group'],
  ['CHAT', 'chat', 'C', 'group'],
  ['', 'chat', 'O', 'open'],
  ['', 'chat', 'X', 'group'],
  ['', 'private', 'P', 'private'],
  ['', '', 'P', 'private'],
  ['', '', 'L', 'open-line'],
  ['', '', 'N', 'channel'],
  ['', '', 'T', 'thread'],
  ['', 'someNewThing', 'C', 'group'],
  ['SOME_NEW_THING', 'someNewThing', 'C', 'other'],
  ['SOME_NEW_THING', 'chat', 'C', 'other'],
  ['', '', '', 'other'],
  ['', '', 'Z', 'other'],
] as const)('entity %j, type %j, letter %j is %s', (entityType, type, messageType, kind) => {
  expect(toKind({ entityType, type, messageType })).toBe(kind)
})
