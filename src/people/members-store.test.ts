import { expect, test } from 'vitest'
import { defineComponent, h } from 'vue'
import { aPortal, aPromise, type ScriptedPortal } from '../../tests/support/a-portal.ts'
import { aDialog, aUser, openingAnswers } from '../../tests/support/answers.ts'
import { mountInApp, settle } from '../../tests/support/mount.ts'
import { tellNews } from '../../tests/support/tell-news.ts'
import { PortalError } from '../bitrix24/index.ts'
import { useDialogId } from '../chat/beside.ts'
import { useChatStore } from '../chat/chat-store.ts'
import { useLeftChat } from '../chat/left-chat.ts'
import { toChat } from '../chat/to-chat.ts'
import { memberMapper } from './members.ts'
import { type MembersState, useMembers } from './members-store.ts'

type Members = ReturnType<typeof useMembers>

/** A page beside a chat, where panels that show its members open when the test says so. */
async function aPage(answers: Record<string, unknown> = {}) {
  const portal = aPortal({ answers: openingAnswers({ 'im.dialog.get': aDialog({ user_counter: 1 }), 'im.dialog.users.list': [aUser()], ...answers }) })
  const opened: Members[] = []
  const Panel = defineComponent(() => {
    opened.push(useMembers())
    return () => null
  })
  let readChat = () => Promise.resolve()
  let leave = () => undefined
  const Page = defineComponent({
    props: { panels: { type: Number, required: true } },
    setup(props) {
      const store = useChatStore()
      const left = useLeftChat()
      const dialogId = useDialogId()
      readChat = () => store.load(dialogId)
      leave = () => void (left.hasLeft = true)
      return () => Array.from({ length: props.panels }, (_, key) => h(Panel, { key }))
    },
  })
  const page = await mountInApp(Page, { portal, props: { panels: 0 } })
  await readChat()
  const before = requests(portal)
  return {
    portal, opened,
    /** How often the panels here have asked for members. */
    asked: () => requests(portal) - before,
    /** Sets the number of panels; panels beyond it are unmounted. */
    async show(panels: number) {
      await page.setProps({ panels })
      await settle()
    },
    readChat: () => readChat(),
    leave: () => leave(),
  }
}

/** The list's pages follow the last id; the overview's first few do not. */
function requests(portal: ScriptedPortal): number {
  return portal.sent.filter(({ method, params }) => method === 'im.dialog.users.list' && params?.['LAST_ID'] !== undefined).length
}

function namesIn(state: MembersState | undefined): string[] {
  return state?.state === 'ready' ? state.list.members.map(({ name }) => name) : []
}

test('panels that are opened one after another ask the portal once', async () => {
  const { opened, asked, show } = await aPage()
  await show(1)
  await show(0)
  await show(1)
  await show(3)
  expect(opened).toHaveLength(4)
  expect(asked()).toBe(1)
  expect(opened.map(({ members }) => namesIn(members()))).toEqual(Array.from({ length: 4 }, () => ['Anna Schmidt']))
})

test('a panel that is opened while they are read waits for the same answer', async () => {
  const late = aPromise<unknown>()
  const { opened, asked, show } = await aPage({ 'im.dialog.users.list': ({ LAST_ID }: Record<string, unknown>) => LAST_ID === undefined ? [] : late.promise })
  await show(2)
  expect(opened.map(({ members }) => members().state)).toEqual(['loading', 'loading'])
  late.resolve([aUser()])
  await settle()
  expect(asked()).toBe(1)
  expect(opened.map(({ members }) => namesIn(members()))).toEqual([['Anna Schmidt'], ['Anna Schmidt']])
})

test('a reload reads them again for all', async () => {
  const { portal, opened, asked, show } = await aPage()
  await show(2)
  portal.answer('im.dialog.users.list', [aUser({ name: 'Newer' })])
  await opened[0]?.reload()
  expect(asked()).toBe(2)
  expect(opened.map(({ members }) => namesIn(members()))).toEqual([['Newer'], ['Newer']])
})

test('what failed or stopped half-way is asked for again by whoever opens next', async () => {
  const { portal, opened, asked, show } = await aPage({ 'im.dialog.users.list': new PortalError('offline') })
  await show(1)
  expect(opened[0]?.members()).toMatchObject({ state: 'failed', error: { kind: 'offline' } })
  portal.answer('im.dialog.users.list', [aUser()])
  await show(2)
  expect(asked()).toBe(2)
  expect(namesIn(opened[0]?.members())).toEqual(['Anna Schmidt'])
})

test('after the chat itself was read again, whoever opens next reads them again', async () => {
  const { asked, show, readChat } = await aPage()
  await show(1)
  await readChat()
  expect(asked()).toBe(1)
  await show(2)
  await show(3)
  expect(asked()).toBe(2)
})

test('who may no longer see them is shown none of those that were read', async () => {
  const { portal, opened, show } = await aPage()
  await show(1)
  portal.answer('im.dialog.users.list', new PortalError('no-access'))
  await opened[0]?.reload()
  expect(opened[0]?.members()).toMatchObject({ state: 'failed', error: { kind: 'no-access' } })
})

test('who has left the chat asks for no more pages, and is shown nobody', async () => {
  const late = aPromise<unknown>()
  const { opened, asked, show, leave } = await aPage({
    'im.dialog.get': aDialog({ user_counter: 1_000 }),
    'im.dialog.users.list': ({ LAST_ID }: Record<string, unknown>) => LAST_ID === 0 ? late.promise : [],
  })
  await show(1)
  const before = asked()
  leave()
  late.resolve(Array.from({ length: 200 }, (_, index) => aUser({ id: index + 1 })))
  await settle()
  await show(2)
  await opened[0]?.reload()
  expect(asked()).toBe(before)
  expect(opened[1]?.members()).toMatchObject({ state: 'failed', error: { kind: 'no-access' } })
})

test('when the chat is refused nobody is shown, and everybody again when it is not', async () => {
  const { portal, opened, show, readChat } = await aPage()
  await show(1)
  portal.answer('im.dialog.get', new PortalError('no-access'))
  await readChat()
  expect(opened[0]?.members()).toMatchObject({ state: 'failed', error: { kind: 'no-access' } })
  portal.answer('im.dialog.get', aDialog({ user_counter: 1 }))
  await readChat()
  await settle()
  expect(namesIn(opened[0]?.members())).toEqual(['Anna Schmidt'])
})

const somebody = (id: number) => memberMapper(toChat(aDialog({})), { now: null, resolveUrl: address => address })(aUser({ id, name: `Person ${id}` })) ?? []

test('after a failed second reading everybody stays, is asked for again by whoever opens next, and follows the beats', async () => {
  const { portal, opened, asked, show } = await aPage()
  await show(1)
  portal.answer('im.dialog.users.list', new PortalError('offline'))
  await opened[0]?.reload()
  const before = asked()
  expect(opened[0]?.members()).toMatchObject({ list: { progress: { state: 'complete' } }, outdated: { kind: 'offline' } })
  await show(2)
  expect(asked()).toBe(before + 1)
  await tellNews({ members: [somebody(1), somebody(2)].flat() })
  expect(opened[0]?.members()).toMatchObject({ list: { progress: { state: 'complete' }, total: 2 }, outdated: null })
  expect(namesIn(opened[0]?.members())).toEqual(['Person 1', 'Person 2'])
})

test('who joins while a large chat is read is read with the others afterwards', async () => {
  const late = aPromise<unknown>()
  const { portal, opened, asked, show } = await aPage({ 'im.dialog.users.list': ({ LAST_ID }: Record<string, unknown>) => LAST_ID === undefined ? [] : late.promise })
  await show(1)
  await tellNews({ areMembersNew: true })
  portal.answer('im.dialog.users.list', [aUser(), aUser({ id: 2, name: 'Newer' })])
  late.resolve([aUser()])
  await settle()
  expect(asked()).toBe(2)
  expect(namesIn(opened[0]?.members())).toEqual(['Anna Schmidt', 'Newer'])
})

test('a beat that lists as few does not complete a list that was cut short', async () => {
  const chat = aDialog({ user_counter: 116 })
  const first = Array.from({ length: 50 }, (_, index) => aUser({ id: index + 1 }))
  const { opened, show } = await aPage({ 'im.dialog.get': chat, 'im.dialog.users.list': first })
  await show(1)
  const cutShort = { list: { progress: { state: 'stopped' }, total: 116 } }
  expect(opened[0]?.members()).toMatchObject(cutShort)
  await tellNews({ chat: toChat(chat), members: first.flatMap(({ id }) => somebody(Number(id))) })
  expect(opened[0]?.members()).toMatchObject(cutShort)
})
