import type { Scenario, WorldPlace } from '../core/world/model.ts'
import { type CompanyPlan, createCompany } from './company.ts'
import { ALL_SCOPES } from './demo-app.ts'

function define(name: string, title: string, description: string, plan: CompanyPlan): Scenario {
  return { name, title, description, create: (place: WorldPlace) => createCompany(place, plan) }
}

const ADMINISTRATOR = 1
const EMPLOYEE = 5

/** Named worlds of the simulated portal. The first is where `npm start` begins. */
export const scenarios: readonly Scenario[] = [
  define('small-group', 'A small group', 'Twenty people, one of them dismissed, names in many scripts; the viewer helps to run it.', { viewerId: ADMINISTRATOR, openDialogId: 'chat1489' }),
  define('private', 'A private conversation', 'Between two colleagues.', { viewerId: ADMINISTRATOR, openDialogId: '17' }),
  define('big-group', '3,000 members', 'And 100,000 messages, made when somebody looks.', { viewerId: ADMINISTRATOR, openDialogId: 'chat3000' }),
  define('endless', 'A million messages', 'Of ten years, made when somebody looks.', { viewerId: ADMINISTRATOR, openDialogId: 'chat3001', isEndless: true }),
  define('open-line', 'An open line', 'A customer writes from the website; the conversation is tied to a deal.', { viewerId: ADMINISTRATOR, openDialogId: 'chat2210' }),
  define('crm-deal', 'Chat of a deal', 'As in the documentation’s sample: three members, three messages.', { viewerId: 503, openDialogId: 'chat1439' }),
  // Assumed: the page of IM_SIDEBAR names `chatN` and people's numbers only, so a real messenger may hand out `chat1612` here.
  define('workgroup', 'Chat of a workgroup', 'Opened by the number of the workgroup.', { viewerId: ADMINISTRATOR, openDialogId: 'sg12' }),
  define('task', 'Chat of a task', 'Comments of a task are messages of this chat.', { viewerId: ADMINISTRATOR, openDialogId: 'chat1733' }),
  define('left', 'A chat the viewer has left', 'The viewer may read nothing of it.', { viewerId: ADMINISTRATOR, openDialogId: 'chat1555' }),
  define('extranet', 'An external viewer', 'Somebody from an agency in the chat of a shared project.', { viewerId: 40, openDialogId: 'chat1808' }),
  define('employee', 'A plain employee', 'No administrator, German interface.', { viewerId: EMPLOYEE, openDialogId: 'chat1489' }),
  define('administrator', 'An administrator', 'May install and change the application; no chat is open.', { viewerId: ADMINISTRATOR, openDialogId: null }),
  define('not-installed', 'Not installed yet', 'An administrator opens the application for the first time.', { viewerId: ADMINISTRATOR, openDialogId: 'chat1489', isInstalled: false }),
  define('not-installed-employee', 'Not installed, plain employee', 'Somebody who may not install it opens the application.', { viewerId: EMPLOYEE, openDialogId: 'chat1489', isInstalled: false }),
  define('all-scopes', 'Every scope', 'All that some part of Chatside can use is granted; a conversation with a customer is open.', { viewerId: ADMINISTRATOR, openDialogId: 'chat2210', scopes: ALL_SCOPES }),
  define('marked-messages', 'Forwarded, edited, deleted', 'Messages that are more than somebody’s words, and bots among the people.', { viewerId: ADMINISTRATOR, openDialogId: 'chat1740', hasMarks: true }),
  define('alive', 'A chat that lives', 'People write, read, come and go while one looks on.', { viewerId: ADMINISTRATOR, openDialogId: 'chat1489', paces: { 1489: 'ordinary' } }),
  define('least-scopes', 'Least scopes', 'Only placement and im are granted.', { viewerId: ADMINISTRATOR, openDialogId: 'chat1489', scopes: ['placement', 'im'] }),
  define('no-im-scope', 'Without the scope im', 'Only placement is granted: the chat cannot be read.', { viewerId: ADMINISTRATOR, openDialogId: 'chat1489', scopes: ['placement'] }),
]

/** @throws Error naming the scenarios there are */
export function scenario(name: string): Scenario {
  const found = scenarios.find(one => one.name === name)
  if (!found) throw new Error(`There is no scenario "${name}"; there are ${scenarios.map(one => one.name).join(', ')}`)
  return found
}
