/**
 * The shape of an answer: its keys and the JSON types of their values. It compares a documentation sample with an answer
 * without regard to the values.
 */
type JsonType = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object'

interface Shape {
  types: Set<JsonType>
  /** Keys of the objects seen here; `isAlways` when every one of them had it. */
  keys: Map<string, { shape: Shape, isAlways: boolean }>
  /** Elements of the arrays seen here, all taken together. */
  elements: Shape | null
}

function typeOf(value: unknown): JsonType {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  const type = typeof value
  if (type === 'boolean' || type === 'number' || type === 'string' || type === 'object') return type
  throw new TypeError(`A ${type} is no JSON`)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeOf(value) === 'object'
}

function shapeOf(samples: readonly unknown[]): Shape {
  const objects = samples.filter(isObject)
  const elements = samples.filter(Array.isArray).flat()
  const names = new Set(objects.flatMap(object => Object.keys(object)))
  return {
    types: new Set(samples.map(typeOf)),
    keys: new Map([...names].map((name) => {
      const having = objects.filter(object => name in object)
      return [name, { shape: shapeOf(having.map(object => object[name])), isAlways: having.length === objects.length }]
    })),
    elements: elements.length > 0 ? shapeOf(elements) : null,
  }
}

export interface ShapeOptions {
  /** Paths that may hold other types than the sample shows, for instance `{ 'result.description': ['null'] }`. */
  also?: Readonly<Record<string, readonly JsonType[]>>
}

/**
 * The differences of `answer` from the shape of `sample`, one sentence per path: a key of the sample is missing, or a value has a type
 * that the sample does not show there. Keys that the sample lacks are allowed. Elements of an array are compared with all
 * elements of the sample's array together: a key that one of them lacks is optional. An empty array in the sample allows any
 * elements.
 */
export function shapeDifferences(sample: unknown, answer: unknown, options: ShapeOptions = {}): string[] {
  const differences = new Set<string>()

  function compare(shape: Shape, value: unknown, path: string): void {
    const type = typeOf(value)
    const also = options.also?.[path] ?? []
    if (!shape.types.has(type)) {
      if (!also.includes(type)) differences.add(`${path} is ${type}, the sample has ${[...shape.types].join(' or ')}`)
      return
    }
    if (isObject(value)) {
      for (const [name, { shape: inner, isAlways }] of shape.keys) {
        const place = path === '' ? name : `${path}.${name}`
        if (name in value) compare(inner, value[name], place)
        else if (isAlways) differences.add(`${place} is missing`)
      }
    }
    if (Array.isArray(value) && shape.elements) {
      for (const element of value) compare(shape.elements, element, `${path}[]`)
    }
  }

  compare(shapeOf([sample]), answer, '')
  return [...differences]
}
