import { EXPORT_FORMATS, type ExportFormat, type ExportOptions, type ExportPlan, isPrivateChat } from '../../messages/export/export-plan.ts'
import { cutCharacters } from '../../lib/cut-characters.ts'
import { isRecord } from '../../lib/is-record.ts'
import { usePortal } from '../../bitrix24/index.ts'
import { cleanLine } from '../../messages/export/names.ts'
import type { ChatOverview } from '../../chat/overview.ts'
import { useTexts } from '../../texts/texts.ts'
import { version } from '../../../package.json'

export interface ChosenPerson {
  id: number
  name: string
}

/** What somebody chose, as the fields have it. */
export interface ExportForm {
  format: ExportFormat
  /** Days such as `2026-03-12`, `''` for none. */
  from: string
  to: string
  /** Empty for everybody. */
  people: ChosenPerson[]
  hasSystem: boolean
  isPseudonymous: boolean
  /** Nothing is taken from what was read before; null while nobody has said. */
  isFresh: boolean | null
}

export const NO_CHOICE: ExportForm = { format: 'html', from: '', to: '', people: [], hasSystem: true, isPseudonymous: false, isFresh: null }

/** More would make the file's list of names endless, and no draft keeps them. */
export const MOST_PEOPLE = 50
const DAY = /^\d{4}-\d\d-\d\d$/
const LONGEST_NAME = 100

const day = (value: unknown): string => typeof value === 'string' && DAY.test(value) ? value : ''

function toPeople(value: unknown): ChosenPerson[] {
  if (!Array.isArray(value)) return []
  return value.slice(0, MOST_PEOPLE).flatMap((person: unknown) => {
    if (!isRecord(person)) return []
    const { id, name } = person
    return Number.isSafeInteger(id) && typeof name === 'string' ? [{ id: Number(id), name: cutCharacters(name, LONGEST_NAME) }] : []
  })
}

/** What was kept of a form; whatever cannot be read is not chosen. */
export function parseForm(kept: unknown): ExportForm {
  if (!isRecord(kept)) return { ...NO_CHOICE }
  return {
    format: EXPORT_FORMATS.find(format => format === kept['format']) ?? NO_CHOICE.format,
    from: day(kept['from']),
    to: day(kept['to']),
    people: toPeople(kept['people']),
    hasSystem: kept['hasSystem'] !== false,
    isPseudonymous: kept['isPseudonymous'] === true,
    isFresh: typeof kept['isFresh'] === 'boolean' ? kept['isFresh'] : null,
  }
}

/** The instant at which a day begins where this device is, so many days later. */
function startOf(date: string, later = 0): number | null {
  if (date === '') return null
  const [year = 0, month = 1, dayOfMonth = 1] = date.split('-').map(Number)
  return new Date(year, month - 1, dayOfMonth + later).getTime()
}

/** Milliseconds for which what was read before counts as what the chat says now. */
const STILL_TRUE = 60 * 60_000

/**
 * Whether everything is read from the portal: what somebody said, or else where what is here is older than an hour. Whoever has just looked
 * at a chat and exports it means what they saw; whoever comes back to one that this device kept means what it says today.
 */
export function isReadAnew({ isFresh }: Pick<ExportForm, 'isFresh'>, asOf: number, now: number): boolean {
  return isFresh ?? now - asOf > STILL_TRUE
}

/** What is to be exported; null where the first day is after the last. Both days belong to the period. */
export function toOptions({ format, from, to, people, hasSystem, isPseudonymous }: ExportForm, takesHeld = false): ExportOptions | null {
  const [since, until] = [startOf(from), startOf(to, 1)]
  if (since !== null && until !== null && since >= until) return null
  return { format, since, until, personIds: people.length === 0 ? null : people.map(({ id }) => id), hasSystem, isPseudonymous, takesHeld }
}

/** Makes plans whose files speak the language of the page, in the zone of this device. */
export function useExportPlan(): (options: ExportOptions, chat: Pick<ChatOverview, 'dialogId' | 'title' | 'kind'>) => ExportPlan {
  const { opening } = usePortal()
  const { t, startingWith, tag } = useTexts()
  return (options, { dialogId, title, kind }) => {
    const marks = { 'edited': t('message.edited'), 'forwarded': t('message.forwarded'), 'forwarded-from': t('message.forwarded-from') }
    const texts = { ...startingWith('panels.export.file-'), ...marks }
    // such a chat is called by the other person's name, a customer's in an open line
    const isNameless = options.isPseudonymous && (kind === 'open-line' || isPrivateChat({ dialogId: dialogId.text }))
    return {
      options,
      facts: {
        appVersion: version,
        createdAt: Date.now(),
        origin: opening.origin,
        dialogId: dialogId.text,
        chatTitle: isNameless ? texts.chat : cleanLine(title) || texts.chat,
        language: tag.value,
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      },
      texts,
    }
  }
}
