import { afterEach, expect, test, vi } from 'vitest'
import { aPromise } from '../../tests/support/a-portal.ts'
import { createTexts, type Messages } from './texts.ts'

const english: Messages = { apples: '{count} apple | {count} apples' }
const russian: Messages = { 'apples': '{count} яблоко | {count} яблока | {count} яблок', 'actions.close': 'Закрыть' }

afterEach(() => {
  vi.useRealTimers()
})

function aRoot(): HTMLElement {
  return document.createElement('html')
}

test('the shell speaks English before anything has loaded', () => {
  const texts = createTexts({ loaders: {}, root: aRoot() })
  expect(texts.t('actions.close')).toBe('Close')
})

test('switching the language changes texts, numbers and the page\'s language', async () => {
  const root = aRoot()
  const texts = createTexts({ loaders: { en: async () => english, ru: async () => russian }, root })
  await texts.use('en')
  expect(texts.plural('apples', 2500)).toBe('2,500 apples')
  await texts.use('ru-RU')
  expect(texts.plural('apples', 2500)).toBe('2\u00a0500 яблок')
  expect([root.lang, root.dir]).toEqual(['ru', 'ltr'])
})

test('the language that was asked for last wins over one that arrives later', async () => {
  const slow = aPromise<Messages>()
  const texts = createTexts({ loaders: { en: async () => english, ru: () => slow.promise }, root: aRoot() })
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
  const texts = createTexts({ loaders: { ru: load }, root: aRoot() })
  await expect(texts.use('ru')).rejects.toThrow('Failed to fetch')
  await texts.use('ru')
  expect(texts.t('actions.close')).toBe('Закрыть')
})

test('a language whose file neither arrives nor fails is not waited for without end', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const texts = createTexts({ loaders: { ru: () => aPromise<Messages>().promise }, root: aRoot() })
  const asked = expect(texts.use('ru')).rejects.toThrow('late')
  await vi.advanceTimersByTimeAsync(20_000)
  await asked
})

test('values are put in as they are, also when they look like placeholders', async () => {
  const texts = createTexts({ loaders: { en: async () => ({ greet: 'Hello {name}, {missing}' }) }, root: aRoot() })
  await texts.use('en')
  expect(texts.t('greet', { name: '{missing} $& <b>' })).toBe('Hello {missing} $& <b>, {missing}')
})

test('the texts of a part come in the language spoken, and with every language after it', async () => {
  const texts = createTexts({ loaders: { en: async () => english, ru: async () => russian }, root: aRoot() })
  await texts.use('ru')
  await texts.extend({ en: async () => ({ part: 'Part' }), ru: async () => ({ part: 'Часть' }) })
  expect([texts.t('part'), texts.plural('apples', 2)]).toEqual(['Часть', '2 яблока'])
  await texts.use('en')
  expect([texts.t('part'), texts.plural('apples', 2)]).toEqual(['Part', '2 apples'])
})

test('a part whose texts do not come leaves the others as they are', async () => {
  const texts = createTexts({ loaders: { en: async () => english, ru: async () => russian }, root: aRoot() })
  await expect(texts.extend({ en: () => Promise.reject(new Error('offline')) })).rejects.toThrow('offline')
  await texts.use('ru')
  expect(texts.plural('apples', 5)).toBe('5 яблок')
})
