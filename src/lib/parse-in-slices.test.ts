import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { parseInSlices } from './parse-in-slices.ts'

const atOnce = (): Promise<void> => Promise.resolve()

test('any JSON comes out as JSON.parse reads it', async () => {
  await fc.assert(fc.asyncProperty(fc.json(), fc.nat(4), fc.constantFrom(0, 2), async (json, levels, indent) => {
    const text = JSON.stringify(JSON.parse(json), null, indent)
    expect(await parseInSlices(text, levels, atOnce)).toEqual(JSON.parse(text))
  }))
})

test('any text either comes out as JSON.parse reads it or fails as there', async () => {
  const noise = fc.array(fc.constantFrom('{', '}', '[', ']', '"', '\\', ',', ':', ' ', 'a', '1', 'null', '-'), { maxLength: 12 }).map(parts => parts.join(''))
  await fc.assert(fc.asyncProperty(noise, fc.nat(3), async (text, levels) => {
    const ours = await parseInSlices(text, levels, atOnce).then(value => ({ value }), (error: unknown) => ({ error: error instanceof SyntaxError }))
    let theirs: unknown
    try {
      theirs = { value: JSON.parse(text) as unknown }
    } catch {
      theirs = { error: true }
    }
    expect(ours).toEqual(theirs)
  }), { numRuns: 2_000 })
})

test('the page gets its turn between the values of the chosen levels, not within them', async () => {
  const giveWay = vi.fn(atOnce)
  const text = JSON.stringify({ result: { a: { deep: [1, 2, 3] }, b: 2 }, time: 1 })
  await parseInSlices(text, 2, giveWay)
  expect(giveWay).toHaveBeenCalledTimes(3)
})

test('names of what every object has are kept as data', async () => {
  const value = await parseInSlices('{"__proto__":{"x":1},"toString":2}', 2, atOnce)
  expect(Object.keys(value as object)).toEqual(['__proto__', 'toString'])
})
