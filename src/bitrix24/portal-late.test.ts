/** The portal over a frame in memory; with the real SDK and portal it is tested in tests/browser/doors.spec.ts. */
import type { B24Frame } from '@bitrix24/b24jssdk'
import { SdkError } from '@bitrix24/b24jssdk'
import { afterEach, expect, test, vi } from 'vitest'
import { createPortal } from './portal-now.ts'

type Send = (command: string, parameters: Record<string, unknown>) => unknown

const SILENCE = { isSafely: true }

afterEach(() => vi.unstubAllGlobals())

/** A frame whose parent answers as told, and the doors that stand in it. */
function doorsOf(send: Send, { placement = 'IM_SIDEBAR', options = {} as unknown, bindEvent = vi.fn(() => Promise.resolve(SILENCE)) } = {}) {
  const sent = vi.fn(async (command: string, parameters: Record<string, unknown> = {}) => send(command, parameters))
  const setTitle = vi.fn((title: string) => sent('setTitle', { title }))
  const asked = vi.fn(() => Promise.reject(new Error('There is no REST here.')))
  const frame = {
    actions: { v2: { call: { make: asked } } },
    parent: { message: { send: sent }, setTitle },
    placement: { title: placement, options, bindEvent },
    auth: { isAdmin: false, getUniq: () => '_' },
    isInstallMode: false,
    getLang: () => 'en',
    slider: {
      openSliderAppPage: (parameters: Record<string, unknown>) => sent('openApplication', parameters),
      closeSliderAppPage: () => sent('closeApplication'),
    },
  } as unknown as B24Frame // these methods use no more of it
  return { doors: createPortal(frame, 'https://demo.bitrix24.com', () => undefined), asked, sent, setTitle, bindEvent }
}

/** Answers under the id of the request, as the messenger does. */
const answering = (answer: Record<string, unknown>): Send => (_command, { requestId }) => ({ requestId, ...answer })

test('the input field is read', async () => {
  const { doors, sent } = doorsOf(answering({ text: 'half a sen' }))
  expect(await doors.readTextarea()).toBe('half a sen')
  expect(sent).toHaveBeenCalledWith('im:getImTextareaContent', { requestId: expect.stringMatching(/^[0-9a-f]{32}$/), isSafely: true, safelyTime: 3_000 })
})

test.each([
  [{ mode: 'replace' }, { replace: true, withNewLine: false }],
  [{ mode: 'insert', withNewLine: true }, { replace: false, withNewLine: true }],
] as const)('writing with %o sends %o', async (change, parameters) => {
  const { doors, sent } = doorsOf(answering({ success: true }))
  await doors.writeTextarea('text', change)
  expect(sent).toHaveBeenCalledWith('im:setImTextareaContent', expect.objectContaining({ text: 'text', ...parameters }))
})

test('silence of the messenger is a timeout, never success', async () => {
  const { doors } = doorsOf(() => SILENCE)
  await expect(doors.readTextarea()).rejects.toMatchObject({ kind: 'timeout', method: 'im:getImTextareaContent' })
  await expect(doors.writeTextarea('x', { mode: 'insert' })).rejects.toMatchObject({ kind: 'timeout', method: 'im:setImTextareaContent' })
})

test('a refusal of the messenger has its words', async () => {
  const { doors } = doorsOf(answering({ message: `No field!${'😀'.repeat(1_000)}` }))
  await expect(doors.readTextarea()).rejects.toMatchObject({ kind: 'unknown', description: `No field!${'😀'.repeat(245)}` })
})

test.each([['text'], [''], [{ text: 'x' }], [{ requestId: 'other', text: 'x', success: true }], [null]])('the answer %j is no answer', async (answer) => {
  const { doors } = doorsOf(() => answer)
  await expect(doors.readTextarea()).rejects.toMatchObject({ kind: 'bad-answer' })
  await expect(doors.writeTextarea('x', { mode: 'replace' })).rejects.toMatchObject({ kind: 'bad-answer' })
})

test('an answer without text or success is no answer', async () => {
  const { doors } = doorsOf(answering({ success: 'yes', text: 5 }))
  await expect(doors.readTextarea()).rejects.toMatchObject({ kind: 'bad-answer' })
  await expect(doors.writeTextarea('x', { mode: 'replace' })).rejects.toMatchObject({ kind: 'bad-answer' })
})

test('a payload that is no JSON is a bad answer', async () => {
  const { doors } = doorsOf(() => Promise.reject(new SdkError({ code: 'JSSDK_FRAME_BAD_PAYLOAD', status: 0 })))
  await expect(doors.readTextarea()).rejects.toMatchObject({ kind: 'bad-answer', code: 'JSSDK_FRAME_BAD_PAYLOAD' })
})

test('the interface has names only', async () => {
  const { doors } = doorsOf(() => ({ command: ['setValue', 5], event: null }))
  expect(await doors.getInterface()).toEqual({ commands: ['setValue'], events: [] })
})

test.each([[SILENCE, 'timeout'], ['', 'bad-answer']])('the interface %j is a %s', async (answer, kind) => {
  await expect(doorsOf(() => answer).doors.getInterface()).rejects.toMatchObject({ kind })
})

test('an event that the placement does not list is not bound', async () => {
  const { doors, bindEvent } = doorsOf(() => ({ command: [], event: ['onOther'] }))
  expect(await doors.onEvent('onThis', () => undefined)).toBe(false)
  expect(bindEvent).not.toHaveBeenCalled()
})

test('an event that fires at once, which the SDK takes for an answer, is heard too', async () => {
  const listener = vi.fn()
  const { doors } = doorsOf(() => ({ command: [], event: ['onThis'] }), { bindEvent: vi.fn(() => Promise.resolve({ isSafely: true, id: 5 })) })
  expect(await doors.onEvent('onThis', listener)).toBe(true)
  await vi.waitFor(() => expect(listener).toHaveBeenCalledWith({ isSafely: true, id: 5 }))
})

test('the silence after a binding is no event', async () => {
  const listener = vi.fn()
  const { doors, bindEvent } = doorsOf(() => ({ command: [], event: ['onThis'] }))
  await doors.onEvent('onThis', listener)
  await bindEvent.mock.results[0]?.value
  expect(bindEvent).toHaveBeenCalledWith('onThis', listener)
  expect(listener).not.toHaveBeenCalled()
})

test.each([['DEFAULT', 1], ['IM_SIDEBAR', 0]])('in %s the heading is set %d times', async (placement, times) => {
  const { doors, setTitle } = doorsOf(() => ({}), { placement })
  doors.setTitle('All people')
  await doors.getInterface()
  expect(setTitle).toHaveBeenCalledTimes(times)
})

test('a slider gets its chat, its parameters, its look and the mark of a slider of ours', async () => {
  const { doors, sent } = doorsOf(() => '')
  const request = { chat: 'chat7', parameters: { panel: 'people' }, title: 'People', width: 900, label: { text: 'Chat', color: 'green' } } as const
  await doors.openApplication(request)
  expect(sent).toHaveBeenCalledWith('openApplication', {
    panel: 'people', dialog: 'chat7', chatside: 'Y', bx24_title: 'People', bx24_width: 900, bx24_label: { text: 'Chat', bgColor: 'green' },
  })
})

test.each(['options', 'params', 'dialog', 'chatside', 'bx24_width', 'with.dot'])('a parameter named %s is refused before anything opens', async (name) => {
  const { doors, sent } = doorsOf(() => '')
  await expect(doors.openApplication({ parameters: { [name]: 'x' }, title: 'People' })).rejects.toThrow(TypeError)
  expect(sent).not.toHaveBeenCalled()
})

test('parameters that are very long are refused', async () => {
  await expect(doorsOf(() => '').doors.openApplication({ parameters: { text: 'x'.repeat(4_000) }, title: '' })).rejects.toThrow(RangeError)
})

test('only a page in a slider of ours closes itself', async () => {
  const sidebar = doorsOf(() => '')
  await expect(sidebar.doors.closeApplication()).rejects.toMatchObject({ kind: 'unknown', method: 'closeApplication' })
  expect(sidebar.sent).not.toHaveBeenCalled()
  const slider = doorsOf(() => new Promise(() => undefined), { placement: 'DEFAULT', options: { chatside: 'Y' } })
  await slider.doors.closeApplication()
  expect(slider.sent).toHaveBeenCalledWith('closeApplication')
})

test('a page that opened a slider reads there the chat that it named', async () => {
  const opener = doorsOf(() => '', { options: { dialogId: 'chat7' } })
  expect(opener.doors.opening).toMatchObject({ chat: 'chat7', parameters: null })
  await opener.doors.openApplication({ chat: 'chat7', parameters: { panel: 'people' }, title: 'People' })
  const slider = doorsOf(() => '', { placement: 'DEFAULT', options: opener.sent.mock.calls[0]?.[1] })
  expect(slider.doors.opening).toMatchObject({ chat: 'chat7', parameters: { panel: 'people' }, isSlider: true })
})

test('a browser that lets a frame have no channel gives none (b2)', async () => {
  vi.stubGlobal('BroadcastChannel', function refused() {
    throw new DOMException('The operation is insecure.', 'SecurityError')
  })
  expect(await doorsOf(() => '').doors.openChannel(null, () => undefined)).toBeNull()
})

test('those who open the application\'s channel share one connection', async () => {
  const { doors, asked } = doorsOf(() => '')
  expect(await Promise.all([doors.openApplicationChannel(), doors.openApplicationChannel()])).toEqual([null, null])
  expect(asked).toHaveBeenCalledTimes(1)
})
