import { expect, test } from 'vitest'
import { defineComponent } from 'vue'
import { aPortal, aPromise } from '../../tests/support/a-portal.ts'
import { mountInApp, settle } from '../../tests/support/mount.ts'
import { MOST_TEMPLATES, parseTemplates, writeTemplates, type Template } from './template.ts'
import { useTemplates } from './templates-store.ts'

const aTemplate = (id: string, text = 'Hello'): Template => ({ id: id.padStart(12, '0'), folder: '', name: `name ${id}`, text })

/** The store beside a portal that keeps options; the one of the company cannot be read. */
async function aStore(templates: readonly Template[]) {
  const options = new Map<unknown, unknown>([['templates', writeTemplates(templates)]])
  const portal = aPortal({ answers: {
    'user.option.get': ({ option }: { option: string }) => options.get(option) ?? null,
    'user.option.set': ({ options: written }: { options: Record<string, string> }) => {
      for (const [name, text] of Object.entries(written)) options.set(name, text)
      return true
    },
    'app.option.get': '{"v":2}',
  } })
  let store: ReturnType<typeof useTemplates> | undefined
  await mountInApp(defineComponent(() => {
    store = useTemplates()
    return () => null
  }), { portal })
  if (!store) throw new Error('nothing was mounted')
  return { store, portal, options, writes: () => portal.sent.filter(({ method }) => method === 'user.option.set').length }
}

test('two saves in a row are made one after the other, each in what the one before left', async () => {
  const { store, options, writes } = await aStore([aTemplate('a')])
  await store.load()
  expect(store.sets.company).toEqual({ state: 'newer' })
  const first = store.save('own', [{ kind: 'put', template: aTemplate('b'), before: null }])
  const second = store.save('own', [{ kind: 'put', template: aTemplate('c'), before: null }])
  expect(store.saving.own).toEqual({ state: 'saving' })
  expect(await Promise.all([first, second])).toEqual([true, true])
  expect(parseTemplates(options.get('templates'))).toEqual({ state: 'ready', templates: [aTemplate('a'), aTemplate('b'), aTemplate('c')] })
  expect(writes()).toBe(2)
})

test('an answer from before a save does not take its place', async () => {
  const { store, portal } = await aStore([])
  await store.load()
  const old = aPromise<string>()
  portal.answer('profile', () => old.promise)
  const reading = store.load()
  const saving = store.save('own', [{ kind: 'put', template: aTemplate('b'), before: null }])
  await settle()
  old.resolve('')
  await Promise.all([reading, saving])
  expect(store.templatesOf('own')).toEqual([aTemplate('b')])
})

test('what does not fit is refused before anything is written, and so is a set that nobody can read', async () => {
  const full = Array.from({ length: MOST_TEMPLATES }, (_unused, index) => aTemplate(index.toString(16)))
  const { store, options, writes } = await aStore(full)
  await store.load()
  expect(await store.save('own', [{ kind: 'put', template: aTemplate('fff'), before: null }])).toBe(false)
  expect(store.saving.own).toEqual({ state: 'full' })
  options.set('templates', 'not ours')
  expect(await store.save('own', [{ kind: 'remove', before: aTemplate('0') }])).toBe(false)
  expect(store.sets.own).toEqual({ state: 'unreadable' })
  expect(writes()).toBe(0)
})

test('a use is counted once more than the portal has it, and what cannot be read is not written over', async () => {
  const { store, options, writes } = await aStore([aTemplate('a')])
  const { id } = aTemplate('a')
  options.set('templateUse', JSON.stringify({ v: 1, counts: { [id]: 4 }, favourites: [] }))
  await store.load()
  options.set('templateUse', JSON.stringify({ v: 1, counts: { [id]: 7 }, favourites: [] }))
  await store.mark({ kind: 'used', id })
  expect(options.get('templateUse')).toBe(JSON.stringify({ v: 1, counts: { [id]: 8 }, favourites: [] }))
  options.set('templateUse', 'not ours')
  await store.mark({ kind: 'favourite', id, isFavourite: true })
  expect(store.useProblem?.kind).toBe('bad-answer')
  expect(writes()).toBe(1)
})
