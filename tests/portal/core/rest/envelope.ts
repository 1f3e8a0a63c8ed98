import { isMap, toText } from '../php.ts'
import type { RestReply } from './exchange.ts'
import { isoDate } from '../world/dates.ts'
import type { OperatingState } from './limits.ts'

/** Sent with every answer before anything is checked; no `authorization` among them, so a browser cannot send that header. */
const HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'origin, content-type, accept',
  'x-content-type-options': 'nosniff',
} as const

export interface TimeInput {
  /** Milliseconds since 1970. */
  startedAt: number
  durationMs: number
  processingMs: number
  utcOffsetMinutes: number
  /** Null where working time is not limited: then the two fields are absent. */
  operating: OperatingState | null
}

/** The `time` of an answer: https://apidocs.bitrix24.com/api-reference/data-types.html#time */
export function timeOf({ startedAt, durationMs, processingMs, utcOffsetMinutes, operating }: TimeInput): Record<string, unknown> {
  const finishedAt = startedAt + durationMs
  return {
    start: startedAt / 1000,
    finish: finishedAt / 1000,
    duration: durationMs / 1000,
    processing: processingMs / 1000,
    date_start: isoDate(startedAt, utcOffsetMinutes),
    date_finish: isoDate(finishedAt, utcOffsetMinutes),
    ...(operating ? { operating_reset_at: operating.resetAt, operating: operating.seconds } : {}),
  }
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** `<a><item>1</item></a>`: list items are called `item`, true is 1, false and null are empty. Names are not escaped, as there. */
function toXml(value: unknown): string {
  if (Array.isArray(value)) return value.map(one => `<item>${toXml(one)}</item>`).join('')
  if (isMap(value)) return Object.entries(value).map(([name, inner]) => `<${name}>${toXml(inner)}</${name}>`).join('')
  return escapeXml(toText(value))
}

export function answer(status: number, body: Record<string, unknown>, format: 'json' | 'xml', delayMs: number): RestReply {
  return format === 'xml'
    ? rawAnswer(status, toXml({ response: body }), 'text/xml; charset=utf-8', delayMs)
    : rawAnswer(status, JSON.stringify(body), 'application/json; charset=utf-8', delayMs)
}

export function rawAnswer(status: number, body: string, contentType: string, delayMs: number): RestReply {
  return { kind: 'answer', status, headers: { ...HEADERS, 'content-type': contentType }, body, delayMs }
}
