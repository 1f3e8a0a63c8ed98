/** More rows than are asked for at once: what somebody scrolls to and what changes meanwhile do not get into each other's way. */
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { byRole } from '../../../tests/support/by-role.ts'
import { aMessage } from '../../../tests/support/history.ts'
import { InProcessWorker, useInProcessWorker } from '../../../tests/support/in-process-worker.ts'
import { aRow, GET, history, openShared, saying, type Opened } from '../../../tests/support/open-shared.ts'
import { tellNews } from '../../../tests/support/tell-news.ts'
import type { ArchiveRequest } from '../../messages/keep/protocol.ts'

beforeEach(() => {
  useInProcessWorker()
  // the list itself is at its end only when a test says so
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(110)
  vi.stubGlobal('indexedDB', new IDBFactory())
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  sessionStorage.clear()
  document.body.replaceChildren()
})

const LINKS = 240
const linkOf = (number: number) => `https://${number % 2 === 0 ? 'even' : 'odd'}.example/${number}`
const linksFrom = (first: number) => Array.from({ length: 8 }, (_unused, index) => linkOf(first + index)).join(' ')
const many = Array.from({ length: LINKS / 8 }, (_unused, index) => aRow(index + 1, { text: linksFrom(index * 8) }))

/** The worker hears no question about links until it is let. */
function holdQuestions(): () => void {
  const held: (() => void)[] = []
  const { postMessage } = InProcessWorker.prototype
  const spy = vi.spyOn(InProcessWorker.prototype, 'postMessage').mockImplementation(function (this: InProcessWorker, message: ArchiveRequest) {
    if (JSON.stringify(message).includes('sharedLinks')) held.push(() => postMessage.call(this, message))
    else postMessage.call(this, message)
  })
  return () => {
    spy.mockRestore()
    for (const send of held) send()
  }
}

const list = (wrapper: Opened) => wrapper.getComponent({ name: 'VirtualList' })
/** The addresses of all rows that are here, those that are not drawn too. */
const links = (wrapper: Opened): string[] => (list(wrapper).props('items') as { href: string }[]).map(({ href }) => href)
const scrollToEnd = (wrapper: Opened) => list(wrapper).vm.$emit('end')

test('rows that somebody has scrolled to come also where the archive changes before they are there', async () => {
  const { wrapper } = await openShared({ [GET]: history(many) })
  await saying(wrapper, `${LINKS} links`)
  const release = holdQuestions()
  scrollToEnd(wrapper)
  await tellNews({ after: LINKS / 8, added: [aMessage({ id: LINKS / 8 + 1, text: linkOf(LINKS) })] })
  release()
  await saying(wrapper, `${LINKS + 1} links`)
  expect(links(wrapper)).toHaveLength(LINKS)
})

test('under another question stands no row of the one before', async () => {
  const { wrapper } = await openShared({ [GET]: history(many) })
  await saying(wrapper, `${LINKS} links`)
  const release = holdQuestions()
  await byRole(wrapper, 'textbox', 'Find by name or address').setValue('odd')
  scrollToEnd(wrapper)
  release()
  await saying(wrapper, `${LINKS / 2} links; domains: 1.`)
  expect(links(wrapper).filter(href => href.includes('even'))).toEqual([])
  expect(links(wrapper)).toHaveLength(LINKS / 2)
})

test('a list that comes to be copied when another is looked for by then is not copied', async () => {
  const writeText = vi.fn(() => Promise.resolve())
  vi.stubGlobal('navigator', { clipboard: { writeText } })
  const { wrapper } = await openShared({ [GET]: history(many) })
  await saying(wrapper, `${LINKS} links`)
  const release = holdQuestions()
  await byRole(wrapper, 'button', 'Copy addresses').trigger('click')
  await byRole(wrapper, 'textbox', 'Find by name or address').setValue('odd')
  release()
  await saying(wrapper, `${LINKS / 2} links; domains: 1.`)
  expect(writeText).not.toHaveBeenCalled()
})
