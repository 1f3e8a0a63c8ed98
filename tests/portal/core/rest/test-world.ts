import type { App, MemberList, MessageList, Chat, Person, World } from '../world/model.ts'
import { noRecords } from '../world/records.ts'

/** 2026-08-21T10:00:00Z, when the worlds of these tests begin. */
export const TEST_NOW = Date.UTC(2026, 7, 21, 10)

export function aPerson(changes: Partial<Person> & { id: number }): Person {
  return {
    firstName: 'Ada', lastName: 'Byron', position: '', gender: 'F', isAdmin: false, isExtranet: false, isBot: false, isActive: true,
    isConnector: false, isNetwork: false, departments: [1], avatar: '', color: '#df532d', email: '', phone: '', timeZone: '',
    presence: 'online', lastActivityAt: null, absentUntil: null, birthday: '', language: 'en', ...changes,
  }
}

const nobody: MemberList = { count: 0, at: () => { throw new RangeError('empty') }, of: () => undefined, add: () => false, remove: () => false }
const silent: MessageList = {
  count: 0, firstId: 0, lastId: 0, lowerBound: () => 0, at: () => { throw new RangeError('empty') }, byId: () => undefined,
  add: () => { throw new RangeError('not kept') }, amend: () => false, remove: () => false,
}

export function aChat(changes: Partial<Chat> & { id: number }): Chat {
  return {
    messageType: 'C', type: 'chat', name: 'Launch', description: '', ownerId: 1, avatar: '', color: '#df532d', isExtranet: false,
    entityType: '', entityId: '', entityData1: '', entityData2: '', entityData3: '', entityLink: { type: '', url: '', id: '' },
    createdAt: TEST_NOW, diskFolderId: 0, members: nobody, messages: silent, files: new Map(), historyLimitedBeforeId: null,
    restrictions: {
      avatar: true, rename: true, extend: true, call: true, mute: true, leave: true, leaveOwner: true, send: true, userList: true,
    },
    ...changes,
  }
}

/** A small portal: 1 is an administrator, 2 an employee, 3 from outside, 4 a bot; chats 10 (group), 11 (open line), 12 (1 with 2). */
export function aWorld(changes: { app?: Partial<App>, limits?: Partial<World['settings']['limits']>, isHttps?: boolean } = {}): World {
  const isHttps = changes.isHttps ?? true
  return {
    settings: {
      domain: 'demo.bitrix24.com', isHttps, memberId: 'da45a03b265ed12127f8a258d793cc5d', language: 'en', utcOffsetMinutes: 120,
      licence: { id: 'de_ent250', type: 'ent250', family: 'ent' }, allowsLocalHandlers: false,
      limits: { burst: 50, perSecond: 2, operatingSeconds: 480, tokenSeconds: 3600, workMs: 20, ...changes.limits },
    },
    people: new Map([
      aPerson({ id: 1, isAdmin: true }), aPerson({ id: 2 }), aPerson({ id: 3, isExtranet: true }), aPerson({ id: 4, isBot: true }),
    ].map(person => [person.id, person])),
    chats: new Map([
      aChat({ id: 10 }),
      aChat({ id: 11, messageType: 'L', type: 'lines', entityType: 'LINES' }),
      aChat({ id: 12, messageType: 'P', type: 'private' }),
    ].map(chat => [chat.id, chat])),
    workgroupChats: new Map(),
    privateChats: new Map([['1:2', 12]]),
    records: noRecords(),
    app: {
      id: 7, code: 'local.demo', clientId: 'local.5c8bb1b0917611.18460384', title: 'Demo app', version: 1, status: 'L',
      mainUrl: 'https://app.example.com/index.html', installUrl: 'https://app.example.com/install.html', isStoredInPortal: false,
      scopes: ['im', 'placement'], isInstalled: true, applicationToken: 'ec1b2074a9d3f5c81b6e40d27a95cf38', bindings: [],
      options: {}, userOptions: new Map(), storages: [], allowedPersonIds: null, ...changes.app,
    },
    madeOfMessages: [],
    viewerId: 1,
    openDialogId: 'chat10',
  }
}
