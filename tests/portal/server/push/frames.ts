/**
 * How messages travel: JSON-RPC and binary frames as the client of b24jssdk 2.2.0 reads them (src/pullClient/client.ts, protobuf/model.js), text between
 * marks as the page of custom clients has it.
 */
import { Buffer } from 'node:buffer'
import type { PushMessage } from '../../core/push/push.ts'
import type { PushSettings } from '../../core/push/settings.ts'

/** `SenderType` of the client. */
const SENDERS = { unknown: 0, backend: 2 } as const

export type Frame = string | Buffer

export interface Way {
  format: 'rpc' | 'binary' | 'text'
  sender: PushSettings['sender']
}

/** What a client asks for by its query, and the server can. */
export function wayOf(query: Readonly<Record<string, string>>, { version, mode, sender }: PushSettings): Way {
  if (query['jsonRpc'] === 'true' && version >= 5 && mode === 'personal') return { format: 'rpc', sender }
  return { format: query['binaryMode'] === 'true' ? 'binary' : 'text', sender }
}

/** Frames for a socket: one a message in JSON-RPC, one for all in the others. */
export function socketFrames(messages: readonly PushMessage[], way: Way): Frame[] {
  return way.format === 'rpc' ? messages.map(message => JSON.stringify(rpc(message, way))) : [pollBody(messages, way)]
}

/** Long polling answers once for all. For version 5 a batch of JSON-RPC, which the client reads there too (assumed). */
export function pollBody(messages: readonly PushMessage[], way: Way): Frame {
  if (way.format === 'rpc') return JSON.stringify(messages.map(message => rpc(message, way)))
  return way.format === 'binary' ? toBinary(messages, way) : messages.map(toMarked).join('\r\n')
}

function toMarked({ mid, created, body }: PushMessage): string {
  const { extra, ...text } = body
  return `#!NGINXNMS!#${JSON.stringify({ id: created, mid, tag: '1', time: new Date(created * 1000).toUTCString(), text: { ...text, extra } })}#!NGINXNME!#`
}

function rpc({ mid, body }: PushMessage, { sender }: Way): unknown {
  return { jsonrpc: '2.0', method: 'incoming.message', params: { mid, body, sender: { type: SENDERS[sender] } } }
}

/** `ResponseBatch { 1: Response { 1: OutgoingMessages { 1: OutgoingMessage … } } }` */
function toBinary(messages: readonly PushMessage[], { sender }: Way): Buffer {
  const list = messages.map(({ mid, created, body }) => field(1, Buffer.concat([
    field(1, Buffer.from(mid, 'hex')),
    field(2, Buffer.from(JSON.stringify(body))),
    // the client reads `created` as four bytes
    Buffer.of(4 << 3 | 5), fixed32(created),
    field(5, Buffer.concat([Buffer.of(1 << 3), varint(SENDERS[sender])])),
  ])))
  return field(1, field(1, Buffer.concat(list)))
}

/** A field of bytes, text or another message. */
function field(number: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.of(number << 3 | 2), varint(content.length), content])
}

function varint(value: number): Buffer {
  const bytes: number[] = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    bytes.push(rest > 127 ? rest % 128 | 128 : rest)
    if (rest < 128) return Buffer.from(bytes)
  }
}

function fixed32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
