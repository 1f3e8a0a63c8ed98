import { expect, test } from 'vitest'
import { BLANK_AVATAR } from './cast.ts'
import { createPeople, fullName, isEmployee } from './people.ts'

const plan = { seed: 'people', count: 3_200, origin: 'https://demo.bitrix24.com', now: Date.UTC(2026, 7, 21, 12) }
const people = createPeople(plan)
const everybody = [...people.values()]

test('the same seed gives the same people', () => {
  expect(createPeople(plan)).toEqual(people)
})

test('another seed gives others', () => {
  expect(createPeople({ ...plan, seed: 'others' }).get(200)).not.toEqual(people.get(200))
})

test('a person does not depend on how many others there are', () => {
  expect(createPeople({ ...plan, count: 300 }).get(200)).toEqual(people.get(200))
})

test('there are at least three thousand employees in use', () => {
  expect(everybody.filter(person => isEmployee(person) && person.isActive).length).toBeGreaterThanOrEqual(3_000)
})

test.each([
  ['dismissed', everybody.filter(person => !person.isActive)],
  ['on leave', everybody.filter(person => person.absentUntil !== null)],
  ['external', everybody.filter(person => person.isExtranet)],
  ['bots', everybody.filter(person => person.isBot)],
  ['guests of open lines', everybody.filter(person => person.isConnector)],
  ['of another portal', everybody.filter(person => person.isNetwork)],
  ['never signed in', everybody.filter(person => person.lastActivityAt === null)],
  ['without a picture', everybody.filter(person => person.avatar === '')],
  ['with the placeholder', everybody.filter(person => person.avatar === BLANK_AVATAR)],
  ['with a relative picture', everybody.filter(person => /^\/upload\/avatar\/\d+\.svg$/.test(person.avatar))],
  ['with an absolute picture', everybody.filter(person => person.avatar.startsWith('https://demo.bitrix24.com/upload/avatar/'))],
  ['without a phone', everybody.filter(person => person.phone === '')],
  ['without a time zone', everybody.filter(person => person.timeZone === '')],
  ['with an Arabic name', everybody.filter(person => /\p{Script=Arabic}/u.test(fullName(person)))],
  ['with a Hebrew name', everybody.filter(person => /\p{Script=Hebrew}/u.test(fullName(person)))],
  ['with a Cyrillic name', everybody.filter(person => /\p{Script=Cyrillic}/u.test(fullName(person)))],
  ['with a Japanese or Chinese name', everybody.filter(person => /\p{Script=Han}/u.test(fullName(person)))],
  ['with an umlaut', everybody.filter(person => /[äöüß]/i.test(fullName(person)))],
  ['with an emoji', everybody.filter(person => /\p{Extended_Pictographic}/u.test(fullName(person)))],
  ['with a very long name', everybody.filter(person => fullName(person).length > 80)],
  ['with one name only', everybody.filter(person => person.lastName === '')],
])('there are people %s', (_what, found) => {
  expect(found.length).toBeGreaterThan(0)
})

test('made-up numbers and addresses belong to nobody', () => {
  for (const { phone, email } of everybody) {
    expect(phone).toMatch(/^(\+120255501\d\d)?$/)
    expect(email).toMatch(/^([^@]+@example\.com)?$/)
  }
})

test('nobody is active after now, and dismissed people are offline', () => {
  for (const person of everybody) {
    expect(person.lastActivityAt ?? 0).toBeLessThanOrEqual(plan.now)
    if (!person.isActive) expect(person.presence).toBe('offline')
  }
})
