/** Five short lists of numbers for each of many messages, most of which have none. */
export interface Lists {
  readonly bytes: number
  /** Where they stand; 0 when all are empty. */
  add(five: readonly [readonly number[], readonly number[], readonly number[], readonly number[], readonly number[]]): number
  get(offset: number, which: 0 | 1 | 2 | 3 | 4): readonly number[]
}

export function createLists(): Lists {
  let numbers = new Float64Array(1_024)
  /** Offset 0 says "none". */
  let end = 1

  return {
    get bytes() {
      return numbers.byteLength
    },
    add(five) {
      const size = five.reduce((sum, list) => sum + list.length, 0)
      if (size === 0) return 0
      if (end + size + 5 > numbers.length) {
        const larger = new Float64Array(Math.max(numbers.length * 2, end + size + 5))
        larger.set(numbers)
        numbers = larger
      }
      const offset = end
      for (const list of five) {
        numbers[end] = list.length
        numbers.set(list, end + 1)
        end += list.length + 1
      }
      return offset
    },
    get(offset, which) {
      if (offset === 0) return []
      let start = offset
      for (let list = 0; list < which; list += 1) start += (numbers[start] ?? 0) + 1
      return Array.from(numbers.subarray(start + 1, start + 1 + (numbers[start] ?? 0)))
    },
  }
}
