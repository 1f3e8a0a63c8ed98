import { createGiveWay } from '../../lib/give-way.ts'
import type { HistoryChunk } from '../read/index.ts'
import type { Message } from '../message.ts'
import { createClock } from './clock.ts'
import type { ExportMessage } from './export-message.ts'
import type { ExportGap, ExportState, Later, PartState } from './export-state.ts'
import { createWriter } from './formats/writers.ts'
import { createNames } from './names.ts'
import { createChunks, type WrittenChunk } from './chunks.ts'
import { isWanted, toExportMessage } from './to-export-message.ts'

/** Messages as they come from the portal, oldest first. */
export interface ExportStep extends Omit<HistoryChunk, 'gaps' | 'token'> {
  /** JSON: where the reading goes on behind this page. */
  token: unknown
  gaps: readonly ExportGap[]
  /** With the last step; missing for none. */
  later?: Later
  /** Messages that were read before, milliseconds since 1970; missing for those that come from the portal now. */
  asOf?: number
}

export interface ExportWriting {
  /** @throws the reason of `signal`; what it wrote before counts, and the page is to be read again: its first messages are known then */
  take(step: ExportStep, signal: AbortSignal): Promise<void>
  /** Characters written since the last `cut`. */
  readonly waiting: number
  /** What the export has come to, and the chunks that belong to it since the last time. */
  cut(): { state: ExportState, chunks: WrittenChunk[] }
}

/**
 * A part has at most so many bytes, whatever its format; what closes it comes on top, and a message is never divided. A program still
 * reads such a part into one text (the shortest limit of a browser is 268 million characters), editors and tables open it, an archive
 * needs no larger form for it, and a table of a million ordinary messages stays one.
 */
export const BYTES_PER_PART = 250_000_000
/** A character of a text has at most so many bytes of UTF-8. */
const BYTES_PER_CHARACTER = 3

/** Writes page after page from a state on, which itself stays as it was. */
export function startWriting(from: ExportState, bytesPerPart = BYTES_PER_PART): ExportWriting {
  const state = structuredClone(from)
  const { plan, plan: { options, texts } } = state
  const names = createNames({ isPseudonymous: options.isPseudonymous, texts, state: state.names })
  const writer = createWriter(plan)
  const chunks = createChunks()
  const people = options.personIds && new Set(options.personIds)
  const authors = new Map(state.authors.map(author => [author[0], author]))
  const inPart = new Set(state.idsOfPart)
  const giveWay = createGiveWay()
  let hasSecret = false
  const bots = new Set<number>()
  const context = {
    isBot: (personId: number) => bots.has(personId),
    plan, names, clock: createClock(plan.facts),
    onSecret: () => {
      hasSecret = true
    },
  }

  const hasRoom = (part: PartState, text: string): boolean =>
    part.messages < writer.messagesPerPart && (part.messages === 0 || part.bytes + BYTES_PER_CHARACTER * text.length <= bytesPerPart)

  const textIn = (part: PartState, message: ExportMessage): string =>
    writer.write(message, { number: part.number, firstId: part.first.id, has: id => inPart.has(id) }, part.messages === 0 ? undefined : part.last.sentAt)

  /** A part that begins with this message; the one before is ended. */
  function beginPart({ id, sentAt }: Message): PartState {
    const last = state.parts.at(-1)
    if (last) last.bytes += chunks.append(writer.end({ number: last.number, firstId: last.first.id }, false))
    chunks.end()
    inPart.clear()
    const part = {
      number: state.parts.length + 1, messages: 0, bytes: 0, first: { id, sentAt }, last: { id, sentAt }, firstChunk: state.chunks + chunks.count,
    }
    state.parts.push(part)
    part.bytes += chunks.append(writer.begin({ number: part.number, firstId: id }))
    return part
  }

  function count({ author, isSystem, files }: ExportMessage): void {
    state.files += files.length
    if (hasSecret) state.withSecrets += 1
    if (isSystem || !author) state.systemMessages += 1
    if (!author) return
    const known = authors.get(author.id) ?? [author.id, author.name, 0]
    if (known[2] === 0) {
      authors.set(author.id, known)
      state.authors.push(known)
    }
    known[2] += 1
  }

  function countEarlier({ id, sentAt }: Message, asOf: number): void {
    const { earlier } = state
    const last = { id, sentAt }
    state.earlier = earlier
      ? { ...earlier, asOf: Math.min(earlier.asOf, asOf), messages: earlier.messages + 1, last }
      : { asOf, messages: 1, first: last, last }
  }

  function write(message: Message, files: Parameters<typeof toExportMessage>[1]): void {
    hasSecret = false
    const exported = toExportMessage(message, files, context)
    let part = state.parts.at(-1)
    let text = part && textIn(part, exported)
    if (!part || text === undefined || !hasRoom(part, text)) {
      part = beginPart(message)
      text = textIn(part, exported)
    }
    part.bytes += chunks.append(text, message.id)
    if (writer.asksForIds) inPart.add(message.id)
    part.messages += 1
    part.last = { id: message.id, sentAt: message.sentAt }
    count(exported)
  }

  return {
    async take({ page, token, gaps, isEnd, isHistoryLimited, later, asOf }, signal) {
      const files = new Map(page.files.map(file => [file.id, file]))
      names.learn(page.people)
      for (const { id, isBot } of page.people) if (isBot) bots.add(id)
      signal.throwIfAborted()
      for (const message of page.messages) {
        await giveWay()
        signal.throwIfAborted()
        // the reading promises every message once; an export that goes on must not depend on it
        if (state.lastRead && message.id <= state.lastRead.id) continue
        state.read += 1
        state.lastRead = { id: message.id, sentAt: message.sentAt }
        if (!isWanted(message, options, people)) continue
        write(message, files)
        if (asOf !== undefined) countEarlier(message, asOf)
      }
      state.gaps.push(...gaps)
      state.token = token
      state.isEnd = isEnd
      state.later = later ?? state.later
      state.isHistoryLimited = isHistoryLimited ?? state.isHistoryLimited
    },
    get waiting() {
      return chunks.waiting
    },
    cut() {
      const cut = chunks.cut()
      state.chunks += cut.length
      return { state: { ...structuredClone(state), idsOfPart: [...inPart], names: names.state() }, chunks: cut }
    },
  }
}
