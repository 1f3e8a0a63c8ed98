import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import PanelBar from './PanelBar.vue'

// How many tabs fit: a browser wraps them in a bar of some width, and those of the first line are seen. Here a table of widths stands for the browser.

const WIDTHS: Record<string, number> = { a: 70, b: 60, c: 90, d: 50 }
const GAP = 4
const MORE = 50

interface Box { bar: number, measure: () => Promise<void>, wrapper: VueWrapper }

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  document.body.replaceChildren()
})

/** A bar in `width` pixels, of which the button takes its own, or those of the name that it has. */
async function aBar(width: number, activeId = 'a'): Promise<Box> {
  let tell: () => void = () => undefined
  vi.stubGlobal('ResizeObserver', class {
    constructor(told: () => void) {
      tell = told
    }

    observe() {}
    disconnect() {}
  })
  const box = { bar: width }
  const widthOf = (name: string) => WIDTHS[name.trim()] ?? MORE
  const room = () => box.bar - widthOf(document.querySelector('.more span')?.textContent ?? '')
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockImplementation(room)
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockImplementation(function (this: HTMLElement) { return widthOf(this.textContent ?? '') })
  vi.spyOn(HTMLElement.prototype, 'offsetTop', 'get').mockImplementation(function (this: HTMLElement) {
    let [line, used] = [0, 0]
    for (const tab of this.parentElement?.children ?? []) {
      const own = widthOf(tab.textContent ?? '')
      used += used === 0 ? own : GAP + own
      if (used > room()) [line, used] = [line + 40, own]
      if (tab === this) return line
    }
    return line
  })
  const wrapper = mount(PanelBar, {
    attachTo: document.body,
    props: { tabs: Object.keys(WIDTHS).map(id => ({ id, title: id, waits: '', holds: '' })), activeId, label: 'Panels', moreLabel: 'More' },
  })
  const measure = async () => {
    tell()
    await nextTick()
    await nextTick()
  }
  await measure()
  return Object.assign(box, { measure, wrapper })
}

const seen = ({ wrapper }: Box) => wrapper.findAll('[role="tab"]:not(.away)').map(tab => tab.text()).join('')
const more = ({ wrapper }: Box) => wrapper.find('.more')

test.each([
  // 70 + 4 + 60 + 4 + 90 + 4 + 50 = 282, and 50 of the button, which keeps its room where it is not needed
  [332, 'abcd'], [331, 'abc'], [278, 'abc'], [277, 'ab'], [184, 'ab'], [183, 'a'], [120, 'a'], [119, ''],
])('in %i pixels these tabs are whole: %s', async (width, tabs) => {
  const bar = await aBar(width)
  expect(seen(bar)).toBe(tabs)
  expect(more(bar).classes('away')).toBe(tabs === 'abcd')
})

test('the button has the name of the open panel that is in the menu, and the room that the name takes', async () => {
  const bar = await aBar(280, 'd')
  expect(more(bar).text()).toBe('d')
  expect(more(bar).attributes('title')).toBe('More')
  expect(seen(bar)).toBe('abc')
  await bar.wrapper.setProps({ activeId: 'a' })
  expect(more(bar).text()).toBe('More')
  expect(more(bar).attributes('title')).toBeUndefined()
  await bar.wrapper.setProps({ activeId: 'd' })
  bar.bar = 240
  await bar.measure()
  expect(seen(bar)).toBe('ab')
  await bar.wrapper.setProps({ activeId: 'c' })
  await nextTick()
  // 90 for the name leave 150
  expect(more(bar).text()).toBe('c')
  expect(seen(bar)).toBe('ab')
  bar.bar = 200
  await bar.measure()
  expect(seen(bar)).toBe('a')
})

test('a wider bar shows more of them again', async () => {
  const bar = await aBar(120)
  expect(seen(bar)).toBe('a')
  bar.bar = 400
  await bar.measure()
  expect(seen(bar)).toBe('abcd')
  expect(more(bar).classes('away')).toBe(true)
})

test('the Tab key reaches a tab that is seen, whichever was reached before', async () => {
  const bar = await aBar(400, 'd')
  const reached = () => bar.wrapper.findAll('[role="tab"][tabindex="0"]').map(tab => tab.text()).join('')
  expect(reached()).toBe('d')
  bar.bar = 200
  await bar.measure()
  expect(reached()).toBe('a')
})

test('what waits behind the button stands on it: the number of one panel, a dot for several', async () => {
  const bar = await aBar(200)
  const tabs = (waits: Record<string, string>) => Object.keys(WIDTHS).map(id => ({ id, title: id, waits: waits[id] ?? '', holds: '' }))
  await bar.wrapper.setProps({ tabs: tabs({ a: '3', d: '45%' }) })
  expect(more(bar).find('b').text()).toBe('45%')
  await bar.wrapper.setProps({ tabs: tabs({ c: '1', d: '45%' }) })
  expect(more(bar).find('b').text()).toBe('•')
  await bar.wrapper.setProps({ tabs: tabs({ a: '3' }) })
  expect(more(bar).find('b').exists()).toBe(false)
})
