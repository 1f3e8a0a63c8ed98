import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contentOf, type LineVersion, removedContent } from './line-version.ts'
import { createReplica, type FoundLine, type Replica, type Write } from './replica.ts'
import { compareLines, type LineId } from './note.ts'
import { orderBetween } from './order.ts'

// Two to five people at the same notes: what each does, reads and writes comes in any order, answers get lost before or after the portal did
// what it was asked, some answers are older than what was written, tabs sleep over everything or are closed and opened again. No clock is asked, so
// none can be wrong.

type Step =
  | { who: number, do: 'add' | 'write' | 'tick' | 'move' | 'remove', line: number, place: number }
  | { who: number, do: 'take' | 'reopen' | 'twin', line?: undefined }
  /** `age`: by how many writes of anybody the answer is behind, as from a copy of the portal's database. */
  | { who: number, do: 'ask' | 'read', age: number, line?: undefined }
  /** What was written first and is still unwritten is sent; the portal does it or not, and nobody learns of it. */
  | { who: number, do: 'send', fault: null | 'cut' | 'cut-after', line?: undefined }

interface Person {
  id: number
  replica: Replica
  /** An answer on its way. */
  answer: FoundLine[] | null
  /** After a fault the portal is read before anything is written. */
  mustRead: boolean
}

const NOBODY = { by: null, at: null }

function aWorld(count: number) {
  const items = new Map<number, LineVersion>()
  /** Words of which somebody must find every one in the end, with their line. */
  const words = new Map<string, LineId>()
  let numbers = 0
  const next = (): number => numbers += 1
  const open = (id: number): Person => ({ id, replica: createReplica({ makeRevision: () => `r${next()}`, viewerId: id }), answer: null, mustRead: true })
  const people = Array.from({ length: count }, (_unused, index) => open(index + 1))
  const copies: FoundLine[][] = [[]]
  const found = (age = 0): FoundLine[] => structuredClone(copies.at(-1 - age) ?? [])

  function perform(write: Write): { isDone: boolean, itemId?: number } {
    const done = change(write)
    copies.push([...items].map(([itemId, version]) => ({ itemId, version, made: NOBODY, changed: NOBODY })))
    return done
  }

  /** Whether the portal did it, and the number of what was added. */
  function change(write: Write): { isDone: boolean, itemId?: number } {
    if (write.kind === 'add') {
      const itemId = next()
      items.set(itemId, structuredClone(write.version))
      return { isDone: true, itemId }
    }
    if (!items.has(write.itemId)) return { isDone: false }
    if (write.kind === 'delete') items.delete(write.itemId)
    else items.set(write.itemId, structuredClone(write.version))
    return { isDone: true }
  }

  function send({ replica }: Person, person: Person, fault: 'cut' | 'cut-after' | null): void {
    const [write] = replica.writes()
    if (!write || person.mustRead || person.answer) return
    const done = fault === 'cut' ? null : perform(write)
    if (fault === null && done?.isDone) replica.written(write, done.itemId)
    else person.mustRead = true
  }

  function take(person: Person): void {
    if (!person.answer) return
    person.replica.take(person.answer)
    Object.assign(person, { answer: null, mustRead: false })
  }

  function read(person: Person, age = 0): void {
    Object.assign(person, { answer: found(age) })
    take(person)
  }

  function reopen(person: Person): void {
    const waiting = structuredClone(person.replica.changedHere())
    Object.assign(person, open(person.id))
    waiting.forEach(person.replica.restore)
  }

  /** Another window has found what waits on the device, too. */
  function twin({ replica }: Person, other: Person | undefined): void {
    const knows = new Set([...other?.replica.lines().keys() ?? [], ...other?.replica.changedHere().map(({ version }) => version.id) ?? []])
    for (const waiting of structuredClone(replica.changedHere())) if (!knows.has(waiting.version.id)) other?.replica.restore(waiting)
  }

  function edit({ replica }: Person, step: Extract<Step, { line: number }>): void {
    const all = [...replica.lines().values()].map(({ version }) => version).filter(({ isRemoved }) => !isRemoved).sort(compareLines)
    const word = `w${next()}`
    if (step.do === 'add') {
      const order = orderBetween(all[step.place % (all.length + 1) - 1]?.order ?? null, all[step.place % (all.length + 1)]?.order ?? null, () => 0.5)
      const id = `l${next()}` as LineId
      words.set(word, id)
      return replica.put(id, { ...removedContent(order), isRemoved: false, text: word })
    }
    const line = all[step.line % Math.max(1, all.length)]
    if (!line) return
    const content = { ...contentOf(line), wasRemoved: false }
    if (step.do === 'tick') return replica.put(line.id, { ...content, isDone: !line.isDone })
    if (step.do === 'move') return replica.put(line.id, { ...content, order: orderBetween(all[step.place % all.length]?.order ?? null, null, () => 0.5) })
    if (step.do === 'remove') {
      for (const seen of [line, ...line.conflict].flatMap(({ text }) => text.split(' '))) words.delete(seen)
      return replica.put(line.id, removedContent(content.order))
    }
    const text = line.text.split(' ')
    text.splice(step.place % (text.length + 1), 0, word)
    words.set(word, line.id)
    replica.put(line.id, { ...content, text: text.join(' ') })
  }

  return {
    run(step: Step): void {
      const person = people[step.who % people.length]
      if (!person) return
      if (step.do === 'ask') person.answer = found(step.age)
      else if (step.do === 'take') take(person)
      else if (step.do === 'read') read(person, step.age)
      else if (step.do === 'send') send(person, person, step.fault)
      else if (step.do === 'reopen') reopen(person)
      else if (step.do === 'twin') twin(person, people[(step.who + 1) % people.length])
      else if (step.line !== undefined) edit(person, step)
    },
    /** Nothing disturbs any more: everybody reads until no answer counts as older, writes and reads, until all have heard of all. */
    settle(): void {
      for (const person of [...people, ...people, ...people]) {
        take(person)
        person.replica.askAgain()
        do read(person)
        while (person.replica.isBehind())
        for (let count = person.replica.writes().length; count > 0; count -= 1) send(person, person, null)
      }
    },
    shown: () => people.map(({ replica }) => [...replica.lines().values()].map(({ version }) => version).filter(({ isRemoved }) => !isRemoved)
      .sort(compareLines).map(({ id, ...version }) => [id, contentOf(version)])),
    unwritten: () => people.flatMap(({ replica }) => replica.writes()),
    /** Words that are nowhere in their line. */
    lost: () => [...words].filter(([word, id]) => {
      const line = people[0]?.replica.lines().get(id)?.version
      return ![line, ...line?.conflict ?? []].some(one => one?.text.split(' ').includes(word))
    }),
    items,
  }
}

const number = fc.nat({ max: 20 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ who: number, do: fc.constantFrom('add', 'write', 'write', 'write', 'write', 'tick', 'move', 'remove'), line: number, place: number }) },
  { weight: 2, arbitrary: fc.record({ who: number, do: fc.constantFrom('take', 'reopen', 'twin') }) },
  { weight: 4, arbitrary: fc.record({ who: number, do: fc.constantFrom('ask', 'read', 'read', 'read', 'read'), age: fc.constantFrom(0, 0, 0, 1, 2, 4) }) },
  { weight: 6, arbitrary: fc.record({ who: number, do: fc.constant('send'), fault: fc.constantFrom(null, null, null, null, null, 'cut', 'cut-after') }) },
)

test('what two to five people do at once ends the same for all of them, and nothing that anybody wrote is lost', () => {
  fc.assert(fc.property(fc.integer({ min: 2, max: 5 }), fc.array(step, { minLength: 20, maxLength: 80, size: 'max' }), (count, steps) => {
    const world = aWorld(count)
    for (const place of [0, 1]) world.run({ who: 0, do: 'add', line: 0, place })
    world.settle()
    steps.forEach(world.run)
    world.settle()
    const [first, ...others] = world.shown()
    for (const other of others) expect(other).toEqual(first)
    expect(world.unwritten()).toEqual([])
    expect(world.lost()).toEqual([])
    const ids = [...world.items.values()].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  }), { numRuns: 500 })
})
