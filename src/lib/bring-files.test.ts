import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { __vitePreload as bringFiles } from './bring-files.ts'

const appended: HTMLLinkElement[] = []
const PAGE = 'https://host.example.com/assets/start.js'
let count = 0
const freshName = (kind: 'css' | 'js') => `./part-${++count}.${kind}`

beforeEach(() => {
  vi.spyOn(document.head, 'append').mockImplementation((...nodes) => {
    appended.push(...nodes.filter(node => node instanceof HTMLLinkElement))
  })
})

afterEach(() => {
  vi.restoreAllMocks()
  appended.length = 0
})

test('loads a part when its style sheets are there, and asks for each once', async () => {
  const name = freshName('css')
  const load = vi.fn(() => Promise.resolve('part'))
  const both = Promise.all([bringFiles(load, [name], PAGE), bringFiles(load, [name], PAGE)])
  expect(appended.map(({ rel, href }) => `${rel} ${href}`)).toEqual([`stylesheet ${new URL(name, PAGE).href}`])
  await Promise.resolve()
  expect(load).not.toHaveBeenCalled()
  appended[0]?.dispatchEvent(new Event('load'))
  expect(await both).toEqual(['part', 'part'])
})

test('waits for no script: the import itself does', async () => {
  const names = [freshName('js'), freshName('js')]
  expect(await bringFiles(() => Promise.resolve(1), names, PAGE)).toBe(1)
  expect(appended.map(({ rel }) => rel)).toEqual(['modulepreload', 'modulepreload'])
})

test('a style sheet that does not come fails the part, and the next attempt asks for it anew', async () => {
  const name = freshName('css')
  const load = vi.fn(() => Promise.resolve('part'))
  const first = bringFiles(load, [name], PAGE)
  appended[0]?.dispatchEvent(new Event('error'))
  await expect(first).rejects.toThrow(name.slice(2))
  expect(load).not.toHaveBeenCalled()
  const second = bringFiles(load, [name], PAGE)
  expect(appended).toHaveLength(2)
  appended[1]?.dispatchEvent(new Event('load'))
  expect(await second).toBe('part')
})

test('asks for nothing that the page names', async () => {
  const name = freshName('css')
  const link = document.createElement('link')
  link.href = new URL(name, PAGE).href
  document.body.append(link)
  expect(await bringFiles(() => Promise.resolve('part'), [name], PAGE)).toBe('part')
  link.remove()
  expect(appended).toEqual([])
})
