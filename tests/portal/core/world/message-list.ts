import type { Message, MessageList } from './model.ts'

/** Messages that can be made at any position; ids must ascend strictly with the position. */
export interface MessageSource {
  count: number
  idAt(position: number): number
  messageAt(position: number): Message
}

/** Smallest index in `0 … count` at which `isReached` holds; it must hold from there on. */
export function firstWhere(count: number, isReached: (index: number) => boolean): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isReached(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/**
 * A list over a source that is never written out. What people add, change and delete is kept on top.
 * @param nextId the portal's counter: gives an id greater than every one that any source has
 */
export function createMessageList(source: MessageSource, nextId: () => number): MessageList {
  const changed = new Map<number, Partial<Omit<Message, 'id'>>>()
  const added: Message[] = []
  /** Positions in the source, ascending. */
  const removed: number[] = []

  const remaining = () => source.count - removed.length
  /** How many source positions before this one are removed. */
  const removedBefore = (position: number) => firstWhere(removed.length, index => (removed[index] ?? 0) >= position)
  /** From a position in the list to one in the source. */
  const inSource = (position: number) => position + firstWhere(removed.length, index => (removed[index] ?? 0) - index > position)
  const sourceLowerBound = (id: number) => firstWhere(source.count, position => source.idAt(position) >= id)

  function lowerBound(id: number): number {
    const position = sourceLowerBound(id)
    if (position < source.count) return position - removedBefore(position)
    return remaining() + firstWhere(added.length, index => (added[index]?.id ?? 0) >= id)
  }

  function count(): number {
    return remaining() + added.length
  }

  function at(position: number): Message {
    if (!Number.isInteger(position) || position < 0 || position >= count()) {
      throw new RangeError(`No message at position ${position} of ${count()}`)
    }
    const message = position < remaining() ? source.messageAt(inSource(position)) : added[position - remaining()]
    if (!message) throw new RangeError(`No message at position ${position}`)
    const changes = changed.get(message.id)
    return changes === undefined ? message : { ...message, ...changes }
  }

  function idAt(position: number): number {
    return position < remaining() ? source.idAt(inSource(position)) : added[position - remaining()]?.id ?? 0
  }

  /** Position of exactly this id, -1 for none. */
  function positionOf(id: number): number {
    const position = lowerBound(id)
    return position < count() && idAt(position) === id ? position : -1
  }

  function amend(id: number, changes: Partial<Omit<Message, 'id'>>): boolean {
    if (positionOf(id) < 0) return false
    changed.set(id, { ...changed.get(id), ...changes })
    return true
  }

  return {
    get count() {
      return count()
    },
    get firstId() {
      return count() === 0 ? 0 : idAt(0)
    },
    get lastId() {
      return count() === 0 ? 0 : idAt(count() - 1)
    },
    lowerBound,
    at,
    byId(id) {
      const position = positionOf(id)
      return position < 0 ? undefined : at(position)
    },
    add(message) {
      const complete = { ...message, id: nextId() }
      added.push(complete)
      return complete
    },
    amend,
    remove(id) {
      const position = positionOf(id)
      if (position < 0) return false
      if (position >= remaining()) {
        added.splice(position - remaining(), 1)
      } else {
        const gone = inSource(position)
        removed.splice(removedBefore(gone), 0, gone)
      }
      changed.delete(id)
      return true
    },
  }
}
