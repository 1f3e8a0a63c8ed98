/** Entries that can be made from their key and listed in a fixed order, without keeping them. */
export interface EntrySource<Value> {
  valueOf(key: number): Value | undefined
  keys(): Iterable<number>
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
    return this.get(key) !== undefined
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
    let size = 0
    this.forEach(() => {
      size += 1
    })
    return size
  }

  * #list(): MapIterator<[number, Value]> {
    for (const key of this.#source.keys()) {
      const value = this.get(key)
      if (value !== undefined) yield [key, value]
    }
    for (const [key, value] of super.entries()) {
      if (this.#source.valueOf(key) === undefined) yield [key, value]
    }
  }

  * #keys(): MapIterator<number> {
    for (const [key] of this.#list()) yield key
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
