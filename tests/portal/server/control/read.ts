/** Reads what a control request brought. Everything arrives as `unknown` and leaves checked. */
import type { Fault, FaultKind } from '../../core/faults.ts'
import type { PageState } from '../../core/frame/exchange.ts'

export type Input = Record<string, unknown>

/** Becomes a 400 with this sentence. */
export class BadRequest extends Error {}

export function isRecord(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function text(input: Input, name: string): string {
  const value = input[name]
  if (typeof value !== 'string') throw new BadRequest(`${name} must be a text.`)
  return value
}

export function textOrNull(input: Input, name: string): string | null {
  return input[name] === null || input[name] === undefined ? null : text(input, name)
}

/** A whole number; a query brings it as digits. */
export function number(input: Input, name: string): number {
  const value = typeof input[name] === 'string' && input[name] !== '' ? Number(input[name]) : input[name]
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new BadRequest(`${name} must be a whole number.`)
  return value
}

export function numberOrNull(input: Input, name: string): number | null {
  return input[name] === null || input[name] === undefined || input[name] === '' ? null : number(input, name)
}

export function record(input: Input, name: string): Input {
  const value = input[name]
  if (!isRecord(value)) throw new BadRequest(`${name} must be an object.`)
  return value
}

/** An object whose values are all texts. */
export function texts(input: Input, name: string): Record<string, string> {
  const value = record(input, name)
  return Object.fromEntries(Object.keys(value).map(key => [key, text(value, key)]))
}

export function pageState(input: Input): PageState {
  const page = record(input, 'page')
  const sliders: unknown = page['sliders']
  if (!Array.isArray(sliders)) throw new BadRequest('sliders must be a list.')
  return {
    viewerId: number(page, 'viewerId'),
    openDialogId: textOrNull(page, 'openDialogId'),
    textarea: textOrNull(page, 'textarea'),
    isMobile: page['isMobile'] === true,
    sliders: sliders.map((slider: unknown) => {
      if (!isRecord(slider)) throw new BadRequest('A slider must be an object.')
      return { id: text(slider, 'id'), sid: textOrNull(slider, 'sid') }
    }),
  }
}

export function fault(input: Input): Fault {
  const side = text(input, 'side')
  if (side !== 'rest' && side !== 'command') throw new BadRequest('side must be rest or command.')
  const skip = numberOrNull(input, 'skip')
  if (skip !== null && skip < 0) throw new BadRequest('skip must not be negative.')
  const fault = faultKind(record(input, 'fault'))
  return { side, target: text(input, 'target'), fault, ...(skip === null ? {} : { skip }), times: numberOrNull(input, 'times') }
}

function faultKind(input: Input): FaultKind {
  const kind = text(input, 'kind')
  switch (kind) {
    case 'latency': return { kind, ms: number(input, 'ms') }
    case 'http-429': return { kind, resetSeconds: numberOrNull(input, 'resetSeconds') }
    case 'http-500':
    case 'broken-json':
    case 'html':
    case 'expired-token':
    case 'http-503':
    case 'silence':
    case 'cut':
    case 'cut-after':
    case 'unanswered':
    case 'destroy-frame':
    case 'empty': return { kind }
    default: throw new BadRequest(`There is no fault ${kind}.`)
  }
}
