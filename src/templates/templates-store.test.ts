import { afterEach, expect, test, vi } from 'vitest'
import { defineComponent } from 'vue'
import { aPortal, aPromise } from '../../tests/support/a-portal.ts'
import { mountInApp, settle } from '../../tests/support/mount.ts'
import { MOST_TEMPLATES, parseTemplates, writeTemplates, type Template } from './template.ts'
import { useTemplates } from './templates-store.ts'

const aTemplate = (id: string, text = 'Hello'): Template => ({ id: id.padStart(12, '0'), folder: '', name: `name ${id}`, text })

/** The store beside a portal that keeps options; the company's set is under `company`. */
async function aStore(templates: readonly Template[]) {
  const options = new Map<unknown, unknown>([['templates', writeTemplates(templates)]])
  const portal = aPortal({ answers: {
    'user.option.get': ({ option }: { option: string }) => options.get(option) ?? null,
    'user.option.set': ({ options: written }: { options: Record<string, string> }) => {
      for (const [name, text] of Object.entries(written)) options.set(name, text)
      return true
    },
    'app.option.get': () => options.get('company') ?? null,
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

test('what was kept when the bound was higher is read, and shrinks by its smallest counts with the next use', async () => {
  const templates = Array.from({ length: MOST_TEMPLATES }, (_unused, index) => ({ ...aTemplate(index.toString(16)), text: 'x', name: 'x' }))
  const { store, options } = await aStore(templates)
  const ids = templates.map(({ id }) => id)
  const gone = Array.from({ length: 200 }, (_unused, index) => aTemplate(`a${index.toString(16).padStart(4, '0')}`).id)
  const counts = new Map([...ids.map((id, index): [string, number] => [id, 10_000 + index]), ...gone.map((id): [string, number] => [id, 1])])
  const kept = JSON.stringify({ v: 1, counts: Object.fromEntries(counts), favourites: [...ids.slice(1), ...gone.slice(0, 30)] })
  expect(kept.length).toBeGreaterThan(15_000 - 500)
  options.set('templateUse', kept)
  await store.load()
  expect([store.use?.counts.size, store.use?.favourites.size]).toEqual([500, 329])
  const [first = ''] = ids
  await store.mark({ kind: 'favourite', id: first, isFavourite: true })
  expect(store.useProblem).toBeNull()
  const written = String(options.get('templateUse'))
  expect(written.length).toBeLessThanOrEqual(10_000)
  expect([...store.use?.favourites ?? []].sort()).toEqual([...ids].sort())
  const left = [...store.use?.counts ?? []]
  expect(left).toEqual([...counts].slice(MOST_TEMPLATES - left.length, MOST_TEMPLATES))
  expect(written.length).toBeGreaterThan(10_000 - 25)
})

test('what is said of the templates of a set that cannot be read stays', async () => {
  const [own, theirs] = [aTemplate('a').id, aTemplate('b').id]
  const { store, options } = await aStore([aTemplate('a')])
  options.set('templateUse', JSON.stringify({ v: 1, counts: { [theirs]: 4 }, favourites: [theirs] }))
  options.set('company', '{"v":2}')
  await store.load()
  expect(store.sets.company).toEqual({ state: 'newer' })
  await store.mark({ kind: 'used', id: own })
  const said = () => JSON.parse(String(options.get('templateUse')))
  expect(said()).toEqual({ v: 1, counts: { [theirs]: 4, [own]: 1 }, favourites: [theirs] })
  options.set('company', writeTemplates([]))
  await store.load()
  await store.mark({ kind: 'used', id: own })
  expect(said()).toEqual({ v: 1, counts: { [own]: 2 }, favourites: [] })
})

afterEach(() => vi.useRealTimers())

test('what was deleted, changed, added or imported is taken back, the last first, and its uses are still counted', async () => {
  const [a, b, c] = [aTemplate('a'), aTemplate('b'), aTemplate('c')]
  const { store, options } = await aStore([a, b])
  options.set('templateUse', JSON.stringify({ v: 1, counts: { [a.id]: 4 }, favourites: [a.id] }))
  await store.load()
  const there = () => parseTemplates(options.get('templates'))
  const before = there()
  await store.save('own', [{ kind: 'remove', before: a }])
  await store.save('own', [{ kind: 'put', template: { ...b, text: 'Changed' }, before: b }])
  await store.save('own', [{ kind: 'put', template: c, before: null }, { kind: 'put', template: aTemplate('d'), before: null }])
  await store.mark({ kind: 'used', id: b.id })
  expect(store.deeds).toHaveLength(3)
  for (const { id } of store.deeds) expect(await store.undo('own', id)).toBe(true)
  expect(store.deeds).toEqual([])
  expect(there()).toEqual({ state: 'ready', templates: expect.arrayContaining(before.state === 'ready' ? [...before.templates] : []) })
  expect(store.templatesOf('own')).toHaveLength(2)
  expect(JSON.parse(String(options.get('templateUse')))).toEqual({ v: 1, counts: { [a.id]: 4, [b.id]: 1 }, favourites: [a.id] })
})

test('what somebody has changed since is asked about, and after ten minutes nothing is taken back', async () => {
  vi.useFakeTimers({ now: 1_000_000, toFake: ['Date', 'setTimeout', 'clearTimeout'] })
  const a = aTemplate('a')
  const { store, options } = await aStore([a])
  await store.load()
  await store.save('own', [{ kind: 'put', template: { ...a, text: 'Mine' }, before: a }])
  options.set('templates', writeTemplates([{ ...a, text: 'Theirs' }]))
  const id = store.deeds[0]?.id ?? ''
  expect(await store.undo('own', id)).toBe(false)
  expect(store.saving.own).toMatchObject({ state: 'conflict', conflicts: [{ theirs: { text: 'Theirs' } }] })
  expect(store.deeds).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(10 * 60_000 + 1)
  expect([store.deeds, await store.undo('own', id), store.saving.own]).toEqual([[], false, { state: 'too-late' }])
  expect(parseTemplates(options.get('templates'))).toEqual({ state: 'ready', templates: [{ ...a, text: 'Theirs' }] })
})

test('who insists on taking back takes back all of it, and then it is in the list no more', async () => {
  const [a, b, c] = [aTemplate('a'), aTemplate('b'), aTemplate('c')]
  const { store, options } = await aStore([a])
  await store.load()
  await store.save('own', [{ kind: 'put', template: b, before: null }, { kind: 'put', template: c, before: null }])
  options.set('templates', writeTemplates([a, { ...b, text: 'Theirs' }, c]))
  expect(await store.undo('own', store.deeds[0]?.id ?? '')).toBe(false)
  expect(store.deeds).toHaveLength(1)
  expect(await store.insist('own')).toBe(true)
  expect([parseTemplates(options.get('templates')), store.deeds]).toEqual([{ state: 'ready', templates: [a] }, []])
})

test('who insists on a change can take it back like any other', async () => {
  const a = aTemplate('a')
  const { store, options } = await aStore([a])
  await store.load()
  options.set('templates', writeTemplates([{ ...a, text: 'Theirs' }]))
  expect(await store.save('own', [{ kind: 'put', template: { ...a, text: 'Mine' }, before: a }])).toBe(false)
  expect([await store.insist('own'), store.deeds.length]).toEqual([true, 1])
  expect(await store.insist('own')).toBe(false)
  expect(parseTemplates(options.get('templates'))).toEqual({ state: 'ready', templates: [{ ...a, text: 'Mine' }] })
})
