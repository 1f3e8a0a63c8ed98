import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aPortal } from '../../../tests/support/a-portal.ts'
import { PortalError, type Portal } from '../../bitrix24/index.ts'
import { insertText, undoInsertion, type Insertion } from './insert-text.ts'

const QUOTE = `${'-'.repeat(54)}\nAnna [09:00]\nplan\n${'-'.repeat(54)}\n`
const here = () => true
const silence = new PortalError('timeout')

/** A messenger that accepts a request and carries it out. */
function aField(text: string, insert: (before: string, given: string) => string): Pick<Portal, 'readTextarea' | 'writeTextarea'> {
  let field = text
  return {
    readTextarea: async () => field,
    writeTextarea: async (given, { mode }) => {
      field = mode === 'replace' ? given : insert(field, given)
    },
  }
}

async function inserted(before: string): Promise<{ portal: ReturnType<typeof aPortal>, insertion: Insertion }> {
  const portal = aPortal({ textarea: before })
  const outcome = await insertText(portal, QUOTE, here)
  if (outcome.state !== 'inserted' || !outcome.insertion) throw new Error(`not inserted: ${outcome.state}`)
  return { portal, insertion: outcome.insertion }
}

const anything = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '-', '[', ']', '>', '👍', '\u2060'), maxLength: 50 })

test('a quote is put below what is there, and undone to the letter', () => fc.assert(fc.asyncProperty(anything, async (before) => {
  const { portal, insertion } = await inserted(before)
  expect(portal.textarea).toBe(before === '' ? QUOTE : `${before}\n${QUOTE}`)
  expect(await undoInsertion(portal, insertion, here)).toEqual({ state: 'undone' })
  expect(portal.textarea).toBe(before)
}), { numRuns: 50 }))

test.each<[string, (before: string, given: string) => string]>([
  ['with a space', (before, given) => `${before} ${given}`],
  ['trimmed', (before, given) => `${before}\n${given.trim()}`],
  ['where the cursor is', (before, given) => `${before.slice(0, 2)}\n${given}\n${before.slice(2)}`],
])('an insertion %s is one', async (_how, insert) => {
  expect(await insertText(aField('Hello', insert), QUOTE, here)).toMatchObject({ state: 'inserted', insertion: { before: 'Hello' } })
})

test('a messenger that says yes and shows nothing is not believed, also when the same quote is there already', async () => {
  for (const text of ['Hello', QUOTE]) expect(await insertText(aField(text, before => before), QUOTE, here)).toEqual({ state: 'unseen' })
})

test('a text of nothing is never seen there', async () => {
  expect(await insertText(aField('Hello', before => before), ' ', here)).toEqual({ state: 'unseen' })
})

test('what was typed at the same moment stays, so nothing is offered to undo', async () => {
  expect(await insertText(aField('Hello', (before, given) => `${before} you\n${given}`), QUOTE, here)).toEqual({ state: 'inserted', insertion: null })
})

test('who went elsewhere finds nothing changed there', async () => {
  const portal = aPortal({ textarea: 'for somebody else' })
  expect(await insertText(portal, QUOTE, () => false)).toEqual({ state: 'elsewhere' })
  expect(portal.textarea).toBe('for somebody else')
  const { portal: other, insertion } = await inserted('Hello')
  expect(await undoInsertion(other, insertion, () => false)).toEqual({ state: 'elsewhere' })
  expect(other.textarea).toBe(insertion.after)
})

test('silence is reported, before and after', async () => {
  expect(await insertText(aPortal({ textarea: silence }), QUOTE, here)).toEqual({ state: 'silent' })
  const portal = aPortal({ textarea: 'Hello' })
  const falls: typeof portal.writeTextarea = async () => {
    portal.textarea = silence
    throw silence
  }
  expect(await insertText({ ...portal, readTextarea: portal.readTextarea, writeTextarea: falls }, QUOTE, here)).toEqual({ state: 'untold' })
})

test('a write that nobody confirms counts when the quote is read there', async () => {
  const field = aField('Hello', (before, given) => `${before}\n${given}`)
  const unconfirmed: typeof field = {
    ...field,
    writeTextarea: async (...given) => {
      await field.writeTextarea(...given)
      throw silence
    },
  }
  expect(await insertText(unconfirmed, QUOTE, here)).toMatchObject({ state: 'inserted' })
})

test('a refusal of the messenger is an error', async () => {
  const refusal = new PortalError('unknown', { description: 'The text field is unavailable' })
  await expect(insertText(aPortal({ textarea: refusal }), QUOTE, here)).rejects.toBe(refusal)
})

test('nothing is undone once anything was typed', async () => {
  const { portal, insertion } = await inserted('Hello')
  portal.textarea = `${insertion.after}and my answer`
  expect(await undoInsertion(portal, insertion, here)).toEqual({ state: 'changed' })
  expect(portal.textarea).toBe(`${insertion.after}and my answer`)
})

test('an undoing that the field does not show is not claimed', async () => {
  const { portal, insertion } = await inserted('Hello')
  const deaf = { readTextarea: portal.readTextarea, writeTextarea: () => Promise.resolve() }
  expect(await undoInsertion(deaf, insertion, here)).toEqual({ state: 'untold' })
  portal.textarea = silence
  expect(await undoInsertion(portal, insertion, here)).toEqual({ state: 'silent' })
})
