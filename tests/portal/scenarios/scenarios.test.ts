import { expect, test } from 'vitest'
import { listSidebarItems } from '../core/frame/sidebar.ts'
import { hasAccess, resolveDialog, roleOf, strangerOf } from '../core/world/dialog.ts'
import type { World } from '../core/world/model.ts'
import { fixedPlace } from './for-tests.ts'
import { scenario, scenarios } from './index.ts'

const made = new Map<string, World>()

/** A scenario's world that is only read: made once for all tests. */
function worldOf(name: string): World {
  const world = made.get(name) ?? scenario(name).create(fixedPlace())
  made.set(name, world)
  return world
}

/** Everything that can be compared of a world, with a few messages of every tenth chat. */
function written(world: World) {
  return {
    ...world,
    // two functions are never equal
    beginPrivateChat: typeof world.beginPrivateChat,
    chats: [...world.chats.values()].filter(chat => chat.id < 3_001 || chat.id % 10 === 0).map(chat => ({
      id: chat.id,
      name: chat.name,
      createdAt: chat.createdAt,
      last: [0, 1, 2].map(back => back < chat.messages.count ? chat.messages.at(chat.messages.count - 1 - back) : null),
      members: chat.members.count,
      first: chat.members.at(0),
    })),
  }
}

test('the same seed gives the same world', () => {
  expect(written(scenario('small-group').create(fixedPlace()))).toEqual(written(scenario('small-group').create(fixedPlace())))
})

test('a conversation that nobody had begun has nothing in it, and both are members', () => {
  const world = scenario('small-group').create(fixedPlace())
  const other = [...world.people.keys()].find(id => id !== 1 && !resolveDialog(world, 1, String(id))) ?? 0
  expect(strangerOf(world, 1, String(other))?.id).toBe(other)
  const chat = world.beginPrivateChat?.(1, other)
  expect([chat?.messages.count, chat?.members.of(1)?.lastReadId, chat?.members.of(other)?.personId, resolveDialog(world, other, '1')]).toEqual([0, 0, other, chat])
  expect(strangerOf(world, 1, String(other))).toBeNull()
})

test('another seed gives another world', () => {
  expect(scenario('small-group').create(fixedPlace({ seed: 'other' })).people.get(300)).not.toEqual(worldOf('small-group').people.get(300))
})

test('worlds do not share what happens in them', () => {
  const [one, other] = [scenario('small-group').create(fixedPlace()), scenario('small-group').create(fixedPlace())]
  one.chats.get(1489)?.messages.add({ authorId: 1, createdAt: 0, text: 'only here', likedBy: [], fileIds: [], systemCode: '' })
  one.chats.get(1489)?.members.remove(5)
  one.app.bindings.pop()
  expect([other.chats.get(1489)?.messages.count, other.chats.get(1489)?.members.of(5)?.personId, other.app.bindings.length]).toEqual([340, 5, 1])
})

test('every scenario has a name of its own, and an unknown name is an error', () => {
  expect(new Set(scenarios.map(one => one.name)).size).toBe(scenarios.length)
  for (const { name } of scenarios) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/)
  expect(() => scenario('nothing')).toThrow(/small-group/)
})

test.each(scenarios.map(one => one.name))('%s begins with a viewer and a dialog that exist', (name) => {
  const world = worldOf(name)
  expect(world.people.get(world.viewerId)?.isActive).toBe(true)
  if (world.openDialogId !== null) expect(resolveDialog(world, world.viewerId, world.openDialogId)).not.toBeNull()
})

test.each(scenarios.map(one => one.name).filter(name => name !== 'left' && name !== 'administrator'))('the viewer of %s may read the open chat', (name) => {
  const world = worldOf(name)
  const chat = resolveDialog(world, world.viewerId, world.openDialogId ?? '')
  const viewer = world.people.get(world.viewerId)
  expect(chat && viewer && hasAccess(world, viewer, chat)).toBe(true)
})

test.each(scenarios.map(one => one.name).filter(name => !/^not-installed|^administrator$/.test(name)))('beside the open chat of %s the viewer finds the item', (name) => {
  const world = worldOf(name)
  expect(listSidebarItems(world, world.viewerId, world.openDialogId ?? '', 'en')).toMatchObject([{ title: 'About this chat' }])
})

test('the chat of a task of the new card has no applications', () => {
  const world = worldOf('task')
  expect(world.chats.get(1734)).toMatchObject({ type: 'tasksTask', entityType: 'TASKS_TASK' })
  expect(listSidebarItems(world, world.viewerId, 'chat1734', 'en')).toEqual([])
})

test('the chat that the viewer has left is closed to them', () => {
  const world = worldOf('left')
  const chat = resolveDialog(world, world.viewerId, world.openDialogId ?? '')
  expect(chat && roleOf(world, world.viewerId, chat)).toBe('none')
})

test('the big group has 3,000 members and 100,000 messages', () => {
  const chat = worldOf('big-group').chats.get(3000)
  expect([chat?.members.count, chat?.messages.count]).toEqual([3_000, 100_000])
})

test('the open line is tied to a deal', () => {
  expect(worldOf('open-line').chats.get(2210)).toMatchObject({ entityType: 'LINES', entityData2: expect.stringContaining('DEAL|1663') })
})

test('an installed application has one registration, with a title in three languages', () => {
  const { app } = worldOf('small-group')
  expect(app.bindings).toMatchObject([{
    placement: 'IM_SIDEBAR', handler: 'https://app.example.com/', options: { iconName: 'fa-comments', context: 'ALL', role: 'USER', extranet: 'Y', color: 'AZURE' },
  }])
  expect(Object.keys(app.bindings[0]?.langAll ?? {})).toEqual(['en', 'de', 'ru'])
  expect(app).toMatchObject({ isInstalled: true, mainUrl: 'https://app.example.com/', installUrl: 'https://app.example.com/', scopes: ['placement', 'im', 'user_brief'] })
})

test.each(['not-installed', 'not-installed-employee'])('%s has no registration', (name) => {
  expect(worldOf(name).app).toMatchObject({ isInstalled: false, bindings: [] })
})

test('scopes can be as few as two, or one', () => {
  expect(worldOf('least-scopes').app.scopes).toEqual(['placement', 'im'])
  expect(worldOf('no-im-scope').app.scopes).toEqual(['placement'])
})

test('viewers are who the scenarios say they are', () => {
  const viewer = (name: string) => {
    const world = worldOf(name)
    return world.people.get(world.viewerId)
  }
  expect(viewer('extranet')).toMatchObject({ isExtranet: true, isAdmin: false })
  expect(viewer('employee')).toMatchObject({ isAdmin: false, language: 'de' })
  expect(viewer('not-installed')).toMatchObject({ isAdmin: true })
  expect(viewer('not-installed-employee')).toMatchObject({ isAdmin: false })
})

test.each([['http://localhost:5173/', true], ['http://127.0.0.1:5173/', false], ['https://app.example.com/x/', false]])('an app at %s needs the escape for local handlers: %s', (appUrl, isNeeded) => {
  expect(scenario('small-group').create(fixedPlace({ appUrl })).settings.allowsLocalHandlers).toBe(isNeeded)
})

test('no two messages of the portal share an id', () => {
  const world = worldOf('small-group')
  const seen = new Set<number>()
  let count = 0
  for (const chat of world.chats.values()) {
    for (let position = Math.max(0, chat.messages.count - 40); position < chat.messages.count; position += 1) {
      seen.add(chat.messages.at(position).id)
      count += 1
    }
  }
  expect(seen.size).toBe(count)
})

test('a million messages are there, at no cost, and end before what is written now', () => {
  const list = worldOf('endless').chats.get(3001)?.messages
  expect(list?.count).toBe(1_000_000)
  expect(list?.at(0).id).toBeLessThan(list?.at(999_999).id ?? 0)
  const last = list?.lastId ?? 0
  expect(list?.add({ authorId: 1, createdAt: 1, text: '', likedBy: [], fileIds: [], systemCode: '' }).id).toBeGreaterThan(last)
})

test('one scenario has messages that were forwarded, edited and deleted, and bots among the people', () => {
  const { chats, people } = worldOf('marked-messages')
  const chat = chats.get(1740)
  const last = Array.from({ length: 10 }, (_unused, back) => chat?.messages.at(chat.messages.count - 10 + back))
  expect(last.map(message => [message?.forward !== undefined, message?.isEdited === true, message?.isDeleted === true].map(Number).join(''))).toEqual([
    '000', '000', '100', '100', '010', '001', '000', '000', '000', '000',
  ])
  expect(last.filter(message => people.get(message?.authorId ?? 0)?.isBot)).toHaveLength(2)
})
