import { createClock } from './clock.ts'
import { hasLinks, isPrivateChat, fill } from './export-plan.ts'
import type { ExportGap, ExportState, Landmark, Later } from './export-state.ts'

export interface WrittenFile {
  name: string
  /** Bytes. */
  size: number
  sha256: string
  /** Null for what is no part, such as the page of contents. */
  part: { messages: number, first: Landmark, last: Landmark, /** That the file should have and has not. */ missing: number } | null
}

export const MANIFEST_NAME = 'manifest.json'

interface ManifestLandmark {
  id: number
  date: string | null
}

export interface Manifest {
  format: 'chatside-export-manifest'
  version: 1
  app: { name: 'Chatside', version: string }
  createdAt: string
  portal: string
  chat: { dialogId: string | null, title: string }
  options: {
    format: string
    since: string | null
    until: string | null
    timeZone: string
    /** Null for everybody. */
    people: { id: number, name: string }[] | null
    systemMessages: boolean
    pseudonyms: boolean
  }
  /** Everything was read that was asked for and that the portal hands out. */
  isComplete: boolean
  counts: { messages: number, systemMessages: number, people: number, files: number, parts: number, messagesWithSecrets: number }
  first: ManifestLandmark | null
  last: ManifestLandmark | null
  gaps: readonly ExportGap[]
  /** Messages written after the export was begun, and not in it: it is complete without them. `isAll` is false when there are more. */
  later: Later
  /** Messages that were read before the export: what was edited, deleted or liked since `asOf` may be missing from them. Null for none. */
  earlier: { asOf: string, messages: number, first: ManifestLandmark, last: ManifestLandmark } | null
  /** Whether the portal's plan keeps older messages back; null where the portal did not say. */
  isHistoryLimited: boolean | null
  people: { id: number, name: string, messages: number }[]
  parts: { file: string, messages: number, first: ManifestLandmark, last: ManifestLandmark, bytes: number, sha256: string }[]
  otherFiles: { file: string, bytes: number, sha256: string }[]
}

const iso = (instant: number | null): string | null => instant === null ? null : new Date(instant).toISOString()
/** Where that lies which was written and is not in the files: none, unless the browser lost or mixed up what it kept. */
function lostParts(files: readonly WrittenFile[]): ExportGap[] {
  const parts = files.flatMap(({ part }) => part ?? [])
  return parts.flatMap(({ missing }, index) => missing === 0
    ? []
    : [{ afterId: parts[index - 1]?.last.id ?? null, beforeId: parts[index + 1]?.first.id ?? null, rows: missing }])
}

const mark = ({ id, sentAt }: Landmark): ManifestLandmark => ({ id, date: iso(sentAt) })

/** What an export consists of and what it lacks: by the files themselves, not by what was counted while they were written. */
export function createManifest(state: ExportState, files: readonly WrittenFile[], peopleChosen: Manifest['options']['people']): Manifest {
  const { plan: { facts, options }, parts, authors, earlier } = state
  const [first, last] = [parts[0]?.first, parts.at(-1)?.last]
  const gaps = [...state.gaps, ...lostParts(files)]
  return {
    format: 'chatside-export-manifest',
    version: 1,
    app: { name: 'Chatside', version: facts.appVersion },
    createdAt: new Date(facts.createdAt).toISOString(),
    portal: new URL(facts.origin).host,
    chat: { dialogId: options.isPseudonymous && isPrivateChat(facts) ? null : facts.dialogId, title: facts.chatTitle },
    options: {
      format: options.format,
      since: iso(options.since),
      until: iso(options.until),
      timeZone: facts.timeZone,
      people: peopleChosen,
      systemMessages: options.hasSystem,
      pseudonyms: options.isPseudonymous,
    },
    isComplete: state.isEnd && gaps.length === 0,
    counts: {
      messages: files.reduce((sum, { part }) => sum + (part?.messages ?? 0), 0),
      systemMessages: state.systemMessages, people: authors.length, files: state.files, parts: parts.length,
      messagesWithSecrets: state.withSecrets,
    },
    first: first ? mark(first) : null,
    last: last ? mark(last) : null,
    gaps: state.isEnd ? gaps : [...gaps, { afterId: state.lastRead?.id ?? null, beforeId: null, rows: null }],
    later: state.later,
    earlier: earlier && { asOf: new Date(earlier.asOf).toISOString(), messages: earlier.messages, first: mark(earlier.first), last: mark(earlier.last) },
    isHistoryLimited: state.isHistoryLimited,
    people: authors.map(([id, name, messages]) => ({ id, name, messages })),
    parts: files.flatMap(({ name, size, sha256, part }) => part
      ? [{ file: name, messages: part.messages, first: mark(part.first), last: mark(part.last), bytes: size, sha256 }]
      : []),
    otherFiles: files.flatMap(({ name, size, sha256, part }) => part ? [] : [{ file: name, bytes: size, sha256 }]),
  }
}

/** The same for people: labels and what stands beside them, in the language of the export. */
export function manifestLines(manifest: Manifest, plan: ExportState['plan']): [label: string, text: string][] {
  const { texts, facts } = plan
  const clock = createClock(facts)
  const numbers = new Intl.NumberFormat(facts.language)
  const date = (text: string | null): string => text === null ? texts['no-date'] : clock.stamp(Date.parse(text))
  const shown = (landmark: Manifest['first']): string => landmark ? `${date(landmark.date)}, #${landmark.id}` : '–'
  const { options, counts } = manifest
  const yesNo = (is: boolean): string => is ? texts.yes : texts.no
  const gapText = ({ afterId, beforeId }: ExportGap): string =>
    texts.gap.replace('{after}', afterId === null ? texts['gap-start'] : `#${afterId}`).replace('{before}', beforeId === null ? texts['gap-end'] : `#${beforeId}`)
  const laterText = ({ messages, isAll }: Later): string =>
    isAll ? numbers.format(messages) : texts['later-least'].replace('{count}', numbers.format(messages))
  const earlierText = ({ asOf, messages, first, last }: NonNullable<Manifest['earlier']>): string =>
    fill(texts['earlier-part'], { count: numbers.format(messages), first: `#${first.id}`, last: `#${last.id}`, date: date(asOf) })
  const period = [
    options.since === null ? '' : texts['period-from'].replace('{date}', date(options.since)),
    options.until === null ? '' : texts['period-until'].replace('{date}', date(options.until)),
  ].filter(text => text !== '')
  const limited = { true: texts['history-limited'], false: texts['history-unlimited'], null: texts['history-unknown'] }[`${manifest.isHistoryLimited}`]
  return [
    [texts.chat, [manifest.chat.title, manifest.chat.dialogId].filter(Boolean).join(', ')],
    [texts.portal, manifest.portal],
    [texts.made, `${date(manifest.createdAt)}, Chatside ${manifest.app.version}`],
    [texts['time-zone'], options.timeZone],
    [texts.period, period.length === 0 ? texts['period-all'] : period.join(', ')],
    [texts.authors, options.people === null ? texts['authors-all'] : options.people.map(({ name }) => name).join('; ')],
    [texts['system-messages'], yesNo(options.systemMessages)],
    [texts.pseudonyms, options.pseudonyms ? `${texts.yes}. ${texts['note-pseudonyms']}` : texts.no],
    [texts.messages, numbers.format(counts.messages)],
    [texts.people, numbers.format(counts.people)],
    [texts.files, hasLinks(plan) ? `${numbers.format(counts.files)}. ${texts['note-files']}` : numbers.format(counts.files)],
    [texts.parts, numbers.format(counts.parts)],
    [texts.first, shown(manifest.first)],
    [texts.last, shown(manifest.last)],
    [texts.complete, manifest.isComplete ? texts.yes : texts.incomplete],
    [texts.gaps, manifest.gaps.length === 0 ? texts['no-gaps'] : manifest.gaps.map(gapText).join('; ')],
    ...(manifest.later.messages === 0 ? [] : [[texts.later, laterText(manifest.later)] as [string, string]]),
    ...(manifest.earlier ? [[texts.earlier, earlierText(manifest.earlier)] as [string, string]] : []),
    [texts.history, limited],
    ...(counts.messagesWithSecrets === 0 ? [] : [[texts['note-secrets'], numbers.format(counts.messagesWithSecrets)] as [string, string]]),
  ]
}
