import type { ChatPlan } from '../core/world/chat.ts'

/** A chat as the demo company knows it; where its message ids lie is settled when all are known. */
export type NamedChat = Omit<ChatPlan, 'lane' | 'firstStretch' | 'memberIds'> & { memberIds: readonly number[] | 'employees' | 'crowd' }

const group = { messageType: 'C', type: 'chat' } as const
const DAY = 24 * 60

/** Members of the chat of 3,000; the company's first so many people in use. */
export const CROWD = 3_000

/** Chats that scenarios open, each with the ids that the documentation's samples use where they have one. */
const SCENARIO_CHATS: readonly NamedChat[] = [
  {
    ...group, id: 1489, name: 'Website relaunch', description: 'Everything about the new website. Releases on Thursdays.\nHandbook: https://example.com/handbook',
    ownerId: 503, managerIds: [1], memberIds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 14, 16, 17, 18, 21, 29, 503, 547, 3901],
    messageCount: 340, perWorkday: 14, language: 'en', quietMinutes: 3, diskFolderId: 8141, mutedIds: [7, 547],
    unread: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 4, 17: 0, 29: 2, 503: 0, 547: 340 }, hiddenBefore: { 29: 200 },
  },
  {
    ...group, id: 3000, name: 'All hands Europe', description: 'Three thousand people and one coffee machine.', ownerId: 2, managerIds: [1, 3, 503], memberIds: 'crowd',
    messageCount: 100_000, perWorkday: 190, language: 'en', quietMinutes: 1, diskFolderId: 9002, unread: { 1: 37, 5: 0 },
  },
  {
    messageType: 'L', type: 'lines', id: 2210, name: 'Green Guest #17 - Example shop', ownerId: 27, memberIds: [1, 5, 27, 599],
    messageCount: 104, perWorkday: 30, language: 'en', quietMinutes: 17, unread: { 1: 3, 5: 1, 27: 0 },
    entity: {
      type: 'LINES', id: 'livechat|22|2209|599', data1: 'Y|DEAL|1663|N|N|343|1773682918|0|0|0', data2: 'LEAD|0|COMPANY|0|CONTACT|25|DEAL|1663', data3: 'N',
      link: { type: 'LINES', url: '', id: 'livechat|22|2209|599' },
    },
  },
  {
    // The sample of api-reference/chats/im-dialog-get.md: three members, three messages, nobody but the owner has read.
    messageType: 'C', type: 'crm', id: 1439, name: 'Deal Chat', description: 'Discussion about the deal', ownerId: 503, memberIds: [103, 503, 547],
    messageCount: 3, perWorkday: 3, language: 'en', quietMinutes: 44, unread: { 103: 3, 503: 0, 547: 3 },
    entity: { type: 'CRM', id: 'DEAL|1663', link: { type: 'DEAL', url: '/crm/deal/details/1663/', id: 'DEAL|1663' } },
  },
  {
    messageType: 'C', type: 'sonetGroup', id: 1612, name: 'Warehouse move', description: 'Chat of the project', ownerId: 4, managerIds: [1], memberIds: [1, 4, 5, 11, 13, 20, 23, 503],
    messageCount: 220, perWorkday: 9, language: 'de', quietMinutes: 95,
    entity: { type: 'SONET_GROUP', id: '12', link: { type: 'SONET_GROUP', url: '/workgroups/group/12/', id: '12' } },
  },
  {
    // Of the old task card: the sidebar of the new card's chat has no applications.
    messageType: 'C', type: 'tasks', id: 1733, name: 'Replace the label printer', ownerId: 17, memberIds: [1, 5, 17, 20],
    messageCount: 46, perWorkday: 6, language: 'en', quietMinutes: 160, unread: { 1: 2 },
    // Assumed: the address names the task's creator; the portal writes the viewer's id there.
    entity: { type: 'TASKS', id: '4711', link: { type: 'TASKS', url: '/company/personal/user/17/tasks/task/view/4711/', id: '4711' } },
  },
  {
    // People 1 and 5 were here once.
    ...group, id: 1555, name: 'Surprise party for Sofia', ownerId: 17, memberIds: [2, 3, 4, 8, 17, 23], messageCount: 61, perWorkday: 12, language: 'en', quietMinutes: 30,
  },
  {
    messageType: 'C', type: 'sonetGroup', id: 1808, name: 'Partner portal (with agency)', description: 'External people read along.', ownerId: 17, managerIds: [40],
    memberIds: [1, 5, 12, 17, 23, 40, 41, 42], isExtranet: true, messageCount: 180, perWorkday: 11, language: 'en', quietMinutes: 12, unread: { 40: 0 },
    entity: { type: 'SONET_GROUP', id: '18', link: { type: 'SONET_GROUP', url: '/workgroups/group/18/', id: '18' } },
  },
]

/** The other kinds that a messenger lists, so that every kind can be opened once. */
const OTHER_KINDS: readonly NamedChat[] = [
  {
    messageType: 'O', type: 'general', id: 2, name: 'General chat', description: 'Everybody who works here', ownerId: 2, managerIds: [1], memberIds: 'employees',
    messageCount: 2_400, perWorkday: 5, language: 'en', quietMinutes: 210, entity: { type: 'GENERAL', id: '' },
  },
  {
    messageType: 'N', type: 'channel', id: 1501, name: 'News from the board', description: 'Closed channel: only editors write.', ownerId: 2, managerIds: [1, 3], memberIds: 'employees',
    messageCount: 130, perWorkday: 1, language: 'en', quietMinutes: DAY, restrictions: { userList: false },
  },
  {
    messageType: 'J', type: 'openChannel', id: 1502, name: 'Canteen', description: 'Today’s menu and complaints about it', ownerId: 23, memberIds: [1, 3, 5, 13, 17, 20, 23, 27, 503],
    messageCount: 420, perWorkday: 2, language: 'en', quietMinutes: 250,
  },
  {
    messageType: 'O', type: 'open', id: 1503, name: 'Bicycles', ownerId: 13, memberIds: [4, 13, 17, 19, 503], messageCount: 88, perWorkday: 3, language: 'de', quietMinutes: 2 * DAY,
  },
  {
    messageType: 'C', type: 'calendar', id: 1504, name: 'Quarterly review', ownerId: 1, memberIds: [1, 2, 4, 5, 17, 503], messageCount: 24, perWorkday: 12, language: 'en', quietMinutes: 3 * DAY,
    entity: { type: 'CALENDAR', id: '880' },
  },
  {
    messageType: 'C', type: 'mail', id: 1505, name: 'Re: Re: Fwd: Offer 2026/117', ownerId: 5, memberIds: [1, 5, 14], messageCount: 9, perWorkday: 3, language: 'en', quietMinutes: 5 * DAY,
    entity: { type: 'MAIL', id: '34120' },
  },
  {
    messageType: 'C', type: 'videoconf', id: 1506, name: 'Video conference #11', ownerId: 17, memberIds: [1, 5, 17, 547], messageCount: 15, perWorkday: 15, language: 'en', quietMinutes: 6 * DAY,
    entity: { type: 'VIDEOCONF', id: '' },
  },
  {
    messageType: 'C', type: 'announcement', id: 1507, name: 'Fire drill', ownerId: 3, memberIds: [1, 2, 3, 5, 17, 20, 23, 27], messageCount: 4, perWorkday: 2, language: 'en', quietMinutes: 8 * DAY,
    entity: { type: 'ANNOUNCEMENT', id: '' },
  },
  {
    messageType: 'C', type: 'call', id: 1508, name: 'Call +1 202 555 0117', ownerId: 5, memberIds: [1, 5, 27], messageCount: 3, perWorkday: 3, language: 'en', quietMinutes: 9 * DAY,
    entity: { type: 'CALL', id: '774' },
  },
  {
    messageType: 'T', type: 'thread', id: 1509, name: 'Comments on “News from the board”', ownerId: 2, memberIds: [1, 2, 3, 5, 17], messageCount: 31, perWorkday: 8, language: 'en', quietMinutes: DAY,
  },
  {
    messageType: 'C', type: 'crm', id: 1510, name: 'Contact: Conti, Giulia', ownerId: 5, memberIds: [1, 5], messageCount: 12, perWorkday: 2, language: 'en', quietMinutes: 4 * DAY,
    entity: { type: 'CRM', id: 'DYNAMIC_177|9', link: { type: 'DYNAMIC_177', url: '/crm/type/177/details/9/', id: 'DYNAMIC_177|9' } },
  },
  {
    ...group, id: 1511, name: 'History of the free plan', description: 'Older messages are kept back by the plan.', ownerId: 1, memberIds: [1, 5, 17], messageCount: 300, perWorkday: 7,
    language: 'en', quietMinutes: 7 * DAY, limitedBefore: 220,
  },
]

/** Titles that break what is not careful. */
const AWKWARD_TITLES: readonly string[] = [
  '<script>alert("title")</script>',
  '<b>Bold</b> &amp; <i>italic</i> "quotes" \'too\'',
  'מכירות ושירות — Sales & support',
  'قسم المشتريات (2026)',
  'Discussion of the coordination of the preparation of the documents for the harmonisation of the supplier onboarding process in all regions, part two (continued from last year)',
  'Kraftfahrzeughaftpflichtversicherungsgesellschaftsmitarbeiterweihnachtsfeierorganisation',
  '🎄🎁👩‍👩‍👧‍👦',
  '=cmd|\' /C calc\'!A0',
]

/** Kinds that came later: made after all other chats, so that nobody's messages change their numbers. */
export const LATER_CHATS: readonly NamedChat[] = [
  {
    messageType: 'X', type: 'tasksTask', id: 1734, name: 'Order new labels', ownerId: 17, memberIds: [1, 5, 17, 20], messageCount: 11, perWorkday: 4, language: 'en', quietMinutes: 4 * DAY,
    entity: { type: 'TASKS_TASK', id: '4712', link: { type: 'TASKS', url: '/company/personal/user/17/tasks/task/view/4712/?ta_sec=chat_tasks&ta_el=view_button', id: '4712' } },
  },
  {
    messageType: 'B', type: 'collab', id: 1741, name: 'Trade fair with the agency', ownerId: 17, memberIds: [1, 5, 17, 503, 3911, 3912], isExtranet: true, messageCount: 24, perWorkday: 8,
    language: 'en', quietMinutes: 2 * DAY, entity: { type: 'SONET_GROUP', id: '31', link: { type: 'SONET_GROUP', url: '/workgroups/group/31/', id: '31' } },
  },
  {
    messageType: 'E', type: 'collab', id: 1742, name: 'Open project: canteen', ownerId: 23, memberIds: [5, 17, 23], messageCount: 9, perWorkday: 4, language: 'en', quietMinutes: 3 * DAY,
    entity: { type: 'SONET_GROUP', id: '32', link: { type: 'SONET_GROUP', url: '/workgroups/group/32/', id: '32' } },
  },
  ...(([
    [1735, 'Lead: website', 'LEAD', 1209], [1736, 'Contact: Giulia Conti', 'CONTACT', 25], [1737, 'Company: Conti & Figli', 'COMPANY', 7],
    [1738, 'Deal: acquisition', 'DEAL', 1664],
    // Deleted; its chat is still there.
    [1739, 'Deal: gone', 'DEAL', 1665],
  ] as const).map(([id, name, kind, itemId]): NamedChat => ({
    messageType: 'C', type: 'crm', id, name, ownerId: 5, memberIds: [1, 5, 17, 503], messageCount: 5, perWorkday: 2, language: 'en', quietMinutes: 5 * DAY,
    entity: { type: 'CRM', id: `${kind}|${itemId}`, link: { type: kind, url: `/crm/${kind.toLowerCase()}/details/${itemId}/`, id: `${kind}|${itemId}` } },
  }))),
]

/** So long that it would crowd the others' ids out: only in the scenario that is about it. */
export const ENDLESS_CHAT: NamedChat = {
  ...group, id: 3001, name: 'Service desk since 2016', description: 'Nobody has read all of it.', ownerId: 1, memberIds: [1, 2, 3, 4, 5, 6, 7, 8, 17, 29, 503],
  messageCount: 1_000_000, perWorkday: 390, language: 'en', quietMinutes: 1, unread: { 1: 0 },
}

const awkwardChats = AWKWARD_TITLES.map((name, index): NamedChat => ({
  ...group, id: 1901 + index, name, description: name, ownerId: 17, memberIds: [1, 5, 17, 21, 22], messageCount: 20 + index, perWorkday: 4, language: 'en', quietMinutes: (10 + index) * DAY,
}))

export const NAMED_CHATS: readonly NamedChat[] = [...SCENARIO_CHATS, ...OTHER_KINDS, ...awkwardChats]
