import { type ChatPlan, type ChatSetting, createChat } from '../core/world/chat.ts'
import type { Pace } from '../core/life/pace.ts'
import { privateKey } from '../core/world/dialog.ts'
import { GeneratedMap, keptEntries } from '../core/world/generated-map.ts'
import type { Chat, World, WorldPlace } from '../core/world/model.ts'
import { createPeople } from '../core/world/people.ts'
import { hexText } from '../core/world/random.ts'
import { createApp, DEMO_SCOPES } from './demo-app.ts'
import { createRecords } from './linked-records.ts'
import { addMarkedMessages, MARKED_CHAT } from './marked-chat.ts'
import { CROWD, ENDLESS_CHAT, LATER_CHATS, NAMED_CHATS, type NamedChat } from './named-chats.ts'
import { PEOPLE, PRIVATE_LANE, staffOf } from './staff.ts'

const UTC_OFFSET_MINUTES = 60
/** Message ids of group chats begin about here, those of private chats far above, later ones above all of them. */
const FIRST_GROUP_STRETCH = 600
const FIRST_NEW_MESSAGE_ID = 400_000_001
const FIRST_NEW_ENDLESS_ID = 500_000_001

export interface CompanyPlan {
  viewerId: number
  openDialogId: string | null
  isInstalled?: boolean
  scopes?: readonly string[]
  /** With the conversation of a million messages. */
  isEndless?: boolean
  /** With a chat of messages that were forwarded, edited or deleted, or that bots wrote. */
  hasMarks?: boolean
  /** Chats that live from the beginning. */
  paces?: Readonly<Record<number, Pace>>
}

/** A handler such as `http://localhost:5173` is refused by a real portal; the demo could not be installed from there. */
function isLocal(address: string): boolean {
  return !/^https?:\/\/[^/:]*\./.test(address)
}

/**
 * The demo company: about 3,200 people and all their chats. Every scenario is this same company, seen by another person, in
 * another chat, or with another application. Nothing in it depends on what is looked at first.
 */
export function createCompany(place: WorldPlace, plan: CompanyPlan): World {
  const origin = `${place.isHttps ? 'https' : 'http'}://${place.domain}`
  const people = createPeople({ seed: place.seed, count: PEOPLE, origin, now: place.now })
  const { employeeIds, groups: everydayGroups, privatePlans, privateByPair: pairs, nextPrivateStretch } = staffOf(place.seed)
  let lastNewId = plan.isEndless ? FIRST_NEW_ENDLESS_ID : FIRST_NEW_MESSAGE_ID
  const setting: ChatSetting = {
    seed: place.seed,
    now: place.now,
    people,
    utcOffsetMinutes: UTC_OFFSET_MINUTES,
    nextMessageId: () => {
      lastNewId += 2
      return lastNewId
    },
  }
  const crowdIds = employeeIds.slice(0, CROWD)
  const withMembers = (chat: NamedChat) => ({
    ...chat,
    memberIds: () => chat.memberIds === 'employees' ? employeeIds : chat.memberIds === 'crowd' ? crowdIds : chat.memberIds,
  })
  const groups: Omit<ChatPlan, 'lane' | 'firstStretch'>[] = [
    ...NAMED_CHATS.map(withMembers), ...everydayGroups, ...LATER_CHATS.map(withMembers),
    ...(plan.isEndless ? [withMembers(ENDLESS_CHAT)] : []), ...(plan.hasMarks ? [withMembers(MARKED_CHAT)] : []),
  ]

  const groupPlans = new Map<number, ChatPlan>()
  const workgroupChats = new Map<number, number>()
  for (const [lane, group] of groups.entries()) {
    // More groups than lanes: those after the first 127 begin where the longest of the earlier ones has ended.
    const firstStretch = FIRST_GROUP_STRETCH + lane * 11 + Math.floor(lane / PRIVATE_LANE) * 400_000
    groupPlans.set(group.id, { ...group, lane: lane % PRIVATE_LANE, firstStretch })
    if (group.entity?.type === 'SONET_GROUP') workgroupChats.set(Number(group.entity.id), group.id)
  }
  const chats = new GeneratedMap<Chat>(keptEntries({
    keys: () => [...groupPlans.keys(), ...privatePlans.keys()],
    has: id => groupPlans.has(id) || privatePlans.has(id),
    valueOf: (id) => {
      const chat = groupPlans.get(id) ?? privatePlans.get(id)
      return chat && createChat(chat, setting)
    },
  }))
  const marked = chats.get(MARKED_CHAT.id)
  if (marked) addMarkedMessages(marked, place.now)
  const privateByPair = new Map(pairs)

  const beginPrivateChat = (one: number, other: number): Chat => {
    const id = Math.max(...chats.keys()) + 1
    const chat = createChat({
      id, messageType: 'P', type: 'private', name: '', ownerId: one, memberIds: () => [one, other], messageCount: 0, perWorkday: 1, language: 'en',
      lane: PRIVATE_LANE, firstStretch: nextPrivateStretch,
    }, setting)
    privateByPair.set(privateKey(one, other), id)
    chats.set(id, chat)
    return chat
  }

  return {
    settings: {
      domain: place.domain,
      isHttps: place.isHttps,
      memberId: hexText(`${place.seed}:member`, 32),
      language: 'en',
      utcOffsetMinutes: UTC_OFFSET_MINUTES,
      licence: { id: 'en_ent10000', type: 'ent10000', family: 'ent' },
      limits: { burst: 50, perSecond: 2, operatingSeconds: 480, tokenSeconds: 3600, workMs: 12 },
      allowsLocalHandlers: isLocal(place.appUrl),
    },
    people,
    chats,
    workgroupChats,
    privateChats: privateByPair,
    beginPrivateChat,
    paces: new Map(Object.entries(plan.paces ?? {}).map(([id, pace]) => [Number(id), pace])),
    records: createRecords(place.now),
    app: createApp(place, { isInstalled: plan.isInstalled ?? true, scopes: plan.scopes ?? DEMO_SCOPES }),
    madeOfMessages: [],
    viewerId: plan.viewerId,
    openDialogId: plan.openDialogId,
  }
}
