/** Everything the simulated portal invents comes from a seed: the same text gives the same world, in any order of asking. */

/** 32-bit FNV-1a over UTF-16 code units. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    hash ^= text.charCodeAt(index)
    hash = Math.imul(hash, 0x01000193)
  }
  return hash >>> 0
}

/** The number at `index` of the endless row that `seed` names, 0 … 2³²−1. O(1), so rows can be read anywhere. */
export function noise(seed: number, index: number): number {
  let mixed = (seed ^ Math.imul(index, 0x9e3779b1)) >>> 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** Like `noise`, from 0 up to but not including 1. */
export function fraction(seed: number, index: number): number {
  return noise(seed, index) / 0x1_0000_0000
}

/** @throws RangeError when the list is empty */
export function pick<T>(list: readonly T[], number: number): T {
  const chosen = list[number % list.length]
  if (chosen === undefined) throw new RangeError('pick() needs a list with something in it')
  return chosen
}

export interface Random {
  /** From 0 up to but not including 1. */
  next(): number
  /** Both ends included. */
  integer(from: number, to: number): number
  pick<T>(list: readonly T[]): T
  chance(probability: number): boolean
}

/** A sequence of numbers for work that is done in one fixed order. */
export function createRandom(seed: string): Random {
  const row = hashText(seed)
  let position = 0
  const draw = () => {
    position += 1
    return noise(row, position)
  }
  return {
    next: () => draw() / 0x1_0000_0000,
    integer: (from, to) => from + (draw() % (to - from + 1)),
    pick: list => pick(list, draw()),
    chance: probability => draw() / 0x1_0000_0000 < probability,
  }
}

/** Text of hexadecimal digits, for tokens and signatures that only have to look like ones. */
export function hexText(seed: string, length: number): string {
  const row = hashText(seed)
  let text = ''
  for (let index = 0; text.length < length; index += 1) {
    text += noise(row, index).toString(16).padStart(8, '0')
  }
  return text.slice(0, length)
}

/** Text in the form of a version 4 UUID. */
export function uuidText(seed: string): string {
  const hex = hexText(seed, 32)
  const variant = (8 + (Number.parseInt(hex.slice(16, 17), 16) % 4)).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
}
