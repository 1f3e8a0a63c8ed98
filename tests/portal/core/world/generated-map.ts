/** Entries that can be made from their key and listed in a fixed order, without keeping them. */
export interface EntrySource<Value> {
  valueOf(key: number): Value | undefined
  keys(): Iterable<number>
  /** Where this can be told without making the entry. */
  has?(key: number): boolean
}

/** Entries that stay what they are once they are made, so that what happens to them stays. */
export function keptEntries<Value>({ keys, has, valueOf }: Required<EntrySource<Value>>): EntrySource<Value> {
  const made = new Map<number, Value>()
  return {
    keys,
    has,
    valueOf(key) {
      const value = made.get(key) ?? valueOf(key)
      if (value !== undefined) made.set(key, value)
      return value
    },
  }
}

/** A map whose first entries are made when asked for; what is set or deleted is kept on top. */
export class GeneratedMap<Value> extends Map<number, Value> {
  readonly #source: EntrySource<Value>
  readonly #deleted = new Set<number>()

  constructor(source: EntrySource<Value>) {
    super()
    this.#source = source
  }

  override get(key: number): Value | undefined {
    if (super.has(key)) return super.get(key)
    return this.#deleted.has(key) ? undefined : this.#source.valueOf(key)
  }

  override has(key: number): boolean {
    return super.has(key) || (!this.#deleted.has(key) && this.#isMade(key))
  }

  #isMade(key: number): boolean {
    return this.#source.has?.(key) ?? this.#source.valueOf(key) !== undefined
  }

  override set(key: number, value: Value): this {
    this.#deleted.delete(key)
    return super.set(key, value)
  }

  override delete(key: number): boolean {
    const existed = this.has(key)
    super.delete(key)
    this.#deleted.add(key)
    return existed
  }

  override clear(): void {
    for (const key of [...this.keys()]) this.delete(key)
  }

  override get size(): number {
    return [...this.#keys()].length
  }

  * #keys(): MapIterator<number> {
    for (const key of this.#source.keys()) {
      if (this.has(key)) yield key
    }
    for (const key of super.keys()) {
      if (!this.#isMade(key)) yield key
    }
  }

  * #list(): MapIterator<[number, Value]> {
    for (const key of this.#keys()) {
      const value = this.get(key)
      if (value !== undefined) yield [key, value]
    }
  }

  * #values(): MapIterator<Value> {
    for (const [, value] of this.#list()) yield value
  }

  override entries(): MapIterator<[number, Value]> {
    return this.#list()
  }

  override keys(): MapIterator<number> {
    return this.#keys()
  }

  override values(): MapIterator<Value> {
    return this.#values()
  }

  override [Symbol.iterator](): MapIterator<[number, Value]> {
    return this.#list()
  }

  override forEach(visit: (value: Value, key: number, map: Map<number, Value>) => void): void {
    for (const [key, value] of this.#list()) visit(value, key, this)
  }
}
