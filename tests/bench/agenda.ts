/** What is to happen in a simulation, in the order of its times. */
export function createAgenda() {
  const heap: { at: number, work: () => void }[] = []
  const swap = (one: number, other: number): void => {
    const [first, second] = [heap[one], heap[other]]
    if (first && second) [heap[one], heap[other]] = [second, first]
  }
  const at = (index: number): number => heap[index]?.at ?? Number.POSITIVE_INFINITY
  return {
    add(time: number, work: () => void) {
      let index = heap.push({ at: time, work }) - 1
      for (let parent = (index - 1) >> 1; index > 0 && at(parent) > time; index = parent, parent = (index - 1) >> 1) swap(parent, index)
    },
    /** Undefined when nothing is left. */
    take() {
      const [first] = heap
      const last = heap.pop()
      if (first && last && first !== last) {
        heap[0] = last
        for (let index = 0; ;) {
          const left = index * 2 + 1
          const least = at(left + 1) < at(left) ? left + 1 : left
          if (at(least) >= at(index)) break
          swap(least, index)
          index = least
        }
      }
      return first
    },
  }
}
