import { afterEach, expect, test, vi } from 'vitest'
import { aPromise } from '../../tests/support/a-portal.ts'
import { createTexts, type Messages, type TextPart } from './texts.ts'

const russian: Messages = {
  'actions.close': 'Закрыть', 'panels.overview.members-more': '{count} яблоко | {count} яблока | {count} яблок',
}
type Files = Readonly<Record<string, () => Promise<Messages>>>

const files: Files = {
  './en/rest.json': async () => ({ 'app.wide-done': 'Done' }),
  './ru/first.json': async () => russian,
  './ru/rest.json': async () => ({ 'app.wide-done': 'Готово' }),
}

afterEach(() => {
  vi.useRealTimers()
})

const from = (given: Files) => async (tag: string, part: TextPart) => given[`./${tag}/${part}.json`]?.() ?? {}

function aRoot(): HTMLElement {
  return document.createElement('html')
}

test('the first view speaks English before anything has loaded', () => {
  const texts = createTexts({ loadPart: from({}), root: aRoot() })
  expect(texts.t('actions.close')).toBe('Close')
})

test('switching the language changes texts, numbers and the page\'s language', async () => {
  const root = aRoot()
  const texts = createTexts({ loadPart: from(files), root })
  await texts.use('en')
  expect(texts.plural('panels.overview.members-more', 2500)).toBe('and 2,500 more people')
  await texts.use('ru-RU')
  expect(texts.plural('panels.overview.members-more', 2500)).toBe('2\u00a0500 яблок')
  expect([root.lang, root.dir]).toEqual(['ru', 'ltr'])
})

test('the language that was asked for last wins over one that arrives later', async () => {
  const slow = aPromise<Messages>()
  const texts = createTexts({ loadPart: from({ './ru/first.json': () => slow.promise }), root: aRoot() })
  const first = texts.use('ru')
  await texts.use('en')
  slow.resolve(russian)
  await first
  expect(texts.t('actions.close')).toBe('Close')
})

test('a language that did not load can be asked for again', async () => {
  let tries = 0
  const load = async () => {
    tries += 1
    if (tries === 1) throw new TypeError('Failed to fetch')
    return russian
  }
  const texts = createTexts({ loadPart: from({ './ru/first.json': load }), root: aRoot() })
  await expect(texts.use('ru')).rejects.toThrow('Failed to fetch')
  await texts.use('ru')
  expect(texts.t('actions.close')).toBe('Закрыть')
})

test('a language whose file neither arrives nor fails is not waited for without end', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const texts = createTexts({ loadPart: from({ './ru/first.json': () => aPromise<Messages>().promise }), root: aRoot() })
  const asked = expect(texts.use('ru')).rejects.toThrow('late')
  await vi.advanceTimersByTimeAsync(20_000)
  await asked
})

test('values are put in as they are, also when they look like placeholders', async () => {
  const texts = createTexts({ loadPart: from({ './en/rest.json': async () => ({ 'app.wide-title': 'Hello {name}, {missing}' }) }), root: aRoot() })
  await texts.need('rest')
  expect(texts.t('app.wide-title', { name: '{missing} $& <b>' })).toBe('Hello {missing} $& <b>, {missing}')
})

test('a part that is needed comes in the language spoken, and with every language after it', async () => {
  const texts = createTexts({ loadPart: from(files), root: aRoot() })
  await texts.use('ru')
  await texts.need('rest')
  expect([texts.t('app.wide-done'), texts.t('actions.close')]).toEqual(['Готово', 'Закрыть'])
  await texts.use('en')
  expect([texts.t('app.wide-done'), texts.t('actions.close')]).toEqual(['Done', 'Close'])
})

test('a part that is needed while the language changes comes in the new one', async () => {
  const slow = aPromise<Messages>()
  const texts = createTexts({ loadPart: from({ ...files, './ru/first.json': () => slow.promise }), root: aRoot() })
  const changed = texts.use('ru')
  await texts.need('rest')
  slow.resolve(russian)
  await changed
  expect([texts.t('app.wide-done'), texts.t('actions.close')]).toEqual(['Готово', 'Закрыть'])
})

test('a part is loaded once, and takes the formats of its language along', async () => {
  const load = vi.fn(async () => ({ 'app.wide-done': 'Done' }))
  const texts = createTexts({ loadPart: from({ './en/rest.json': load }), root: aRoot() })
  const formats = texts.formats.value
  await texts.need('rest')
  await texts.need('rest')
  expect(load).toHaveBeenCalledTimes(1)
  expect(texts.formats.value).toBe(formats)
})

test('a part whose texts do not come leaves the others as they are', async () => {
  const texts = createTexts({ loadPart: from({ ...files, './en/rest.json': () => Promise.reject(new Error('offline')) }), root: aRoot() })
  await expect(texts.need('rest')).rejects.toThrow('offline')
  await texts.use('ru')
  expect(texts.plural('panels.overview.members-more', 5)).toBe('5 яблок')
})
