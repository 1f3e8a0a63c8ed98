import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { expectOfEveryMessage } from '../../../tests/support/every-message.ts'
import { allByRole, byRole } from '../../../tests/support/by-role.ts'
import { highlight } from '../text/highlight.ts'
import { MOST_NODES, parseMessage } from '../text/parse-message.ts'
import MessageText from './MessageText.vue'
import type { MessageWords } from './render-nodes.ts'

const texts: MessageWords = {
  cut: 'The rest is not shown.',
  code: 'Code',
  quote: 'Quote',
  image: 'Picture',
  file: id => `File ${id}`,
  time: at => at.toISOString(),
}

let wrapper: VueWrapper | undefined

function show(text: string, { limit = 20_000, query = '' } = {}): VueWrapper {
  wrapper = mount(MessageText, { props: { nodes: highlight(parseMessage(text, { limit }), query), texts }, attachTo: document.body })
  return wrapper
}

afterEach(() => {
  wrapper?.unmount()
  delete window.ran
})

declare global {
  interface Window { ran?: number }
}

/** Every element that a message may consist of; none of them loads or runs anything. */
const HARMLESS = new Set(['DIV', 'STRONG', 'EM', 'U', 'S', 'A', 'BUTTON', 'BDI', 'SPAN', 'MARK', 'TIME', 'PRE', 'CODE', 'BLOCKQUOTE'])
const ATTRIBUTES = new Set(['class', 'dir', 'href', 'title', 'target', 'rel', 'type', 'tabindex', 'role', 'aria-label', 'datetime'])

test('every message of the corpus is shown without running or loading anything', () => {
  expectOfEveryMessage((text) => {
    const { element } = show(text, { query: 'a deep' })
    const all = [element, ...element.querySelectorAll('*')]
    expect(all.length).toBeLessThanOrEqual(2 * MOST_NODES)
    for (const one of all) {
      expect(HARMLESS).toContain(one.tagName)
      for (const { name } of [...one.attributes].filter(({ name }) => !name.startsWith('data-v-'))) expect(ATTRIBUTES).toContain(name)
    }
    for (const link of element.querySelectorAll('a')) {
      expect(link.getAttribute('href')).toMatch(/^(?:https?:|mailto:)/)
      expect(link.getAttribute('rel')).toBe('noopener noreferrer')
    }
    expect(window.ran).toBeUndefined()
    expect(element.querySelector('a a, a button, button a, button button')).toBeNull()
    wrapper?.unmount()
  })
})

test('HTML is shown as the text it is', () => {
  expect(show('<b>x</b> &amp; {{ 1 }}').text()).toBe('<b>x</b> &amp; {{ 1 }}')
})

test('a mention opens the person, a chat the chat', async () => {
  const shown = show('[user=5]Eve[/user] in [chat=7]Sales[/chat]')
  await byRole(shown, 'button', 'Eve').trigger('click')
  await byRole(shown, 'button', 'Sales').trigger('click')
  expect(shown.emitted()).toMatchObject({ openPerson: [[5]], openChat: [[7]] })
})

test('a reference, a page and a file of the portal are opened by who shows the message', async () => {
  const shown = show('[context=chat1/2]there[/context] [url=/crm/]CRM[/url] [disk=9]')
  for (const button of allByRole(shown, 'button')) await button.trigger('click')
  expect(shown.emitted()).toMatchObject({ openContext: [[{ dialogId: 'chat1', messageId: 2 }]], openPath: [['/crm/']], openFile: [[9]] })
})

test('everybody is named, but is nobody to open', () => {
  const shown = show('[user=all]Everyone[/user]')
  expect(shown.text()).toBe('Everyone')
  expect(allByRole(shown, 'button')).toEqual([])
})

test('a link opens a tab of its own, shows its address, and says when it is pressed', async () => {
  const shown = show('[url=https://a.example/x]here[/url]')
  const link = shown.get('a')
  expect(link.attributes()).toMatchObject({ href: 'https://a.example/x', title: 'https://a.example/x', target: '_blank', rel: 'noopener noreferrer' })
  link.element.addEventListener('click', (event) => { event.preventDefault() })
  await link.trigger('click')
  expect(shown.emitted('openLink')).toEqual([['https://a.example/x']])
})

test('a picture is a link with its host, never loaded', () => {
  const shown = show('[img size=small]https://track.example/p.gif [/img]')
  expect(shown.find('img').exists()).toBe(false)
  expect(shown.get('a').text()).toBe('Picture track.example')
})

test('hits are marked', () => {
  expect(show('one [b]two[/b]', { query: 'TWO' }).get('strong mark').text()).toBe('two')
})

test('a cut is said', () => {
  expect(show('abcdef', { limit: 3 }).text()).toBe('abcThe rest is not shown.')
})

test('a quote names its author and time', () => {
  const fence = '-'.repeat(54)
  const shown = show(`${fence}\nAnna [14:05]\nold words\n${fence}\nnew`)
  expect(shown.get('blockquote').text()).toBe('Anna 14:05old words')
})

test('only a block that scrolls takes part in the order of the keyboard', () => {
  expect(show('[code]short[/code]').get('pre').attributes('tabindex')).toBeUndefined()
  wrapper?.unmount()
  expect(show(`[code]${'line\n'.repeat(30)}[/code]`).get('pre').attributes()).toMatchObject({ 'tabindex': '0', 'aria-label': 'Code' })
})

test('the message is an island of its own direction', () => {
  expect(show('שלום').attributes('dir')).toBe('auto')
})

test('other nodes replace what is shown', async () => {
  const shown = show('one')
  await shown.setProps({ nodes: parseMessage('two') })
  expect(shown.text()).toBe('two')
})
