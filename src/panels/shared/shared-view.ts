import { boolean, check, fallback, object, parse, picklist, pipe, regex, string } from 'valibot'
import type { FileKind } from '../../messages/message.ts'
import { toTime } from '../../ui/field-value.ts'

export const LINK_SORTS = ['recent', 'mentions', 'domain'] as const
export const FILE_SORTS = ['recent', 'size', 'name'] as const
export const FILE_KINDS = ['image', 'video', 'audio', 'file'] as const satisfies readonly FileKind[]

/** What is shown of what was shared, and in which order. */
export interface SharedView {
  tab: 'links' | 'files'
  text: string
  /** Id of the author as text; `''` for everybody. */
  author: string
  /** Days of this device's calendar, `YYYY-MM-DD`; `''` for none. Both belong to the span. */
  from: string
  to: string
  linkSort: typeof LINK_SORTS[number]
  fileSort: typeof FILE_SORTS[number]
  kind: FileKind | ''
  isDuplicate: boolean
}

export const EVERYTHING: Readonly<SharedView> = {
  tab: 'links', text: '', author: '', from: '', to: '', linkSort: 'recent', fileSort: 'recent', kind: '', isDuplicate: false,
}

const day = fallback(pipe(string(), regex(/^\d{4}-\d\d-\d\d$/)), '')
const keptView = fallback(object({
  tab: fallback(picklist(['links', 'files']), 'links'),
  text: fallback(pipe(string(), check(words => words.length <= 500)), ''),
  author: fallback(pipe(string(), regex(/^\d{1,16}$/)), ''),
  from: day,
  to: day,
  linkSort: fallback(picklist(LINK_SORTS), 'recent'),
  fileSort: fallback(picklist(FILE_SORTS), 'recent'),
  kind: fallback(picklist(['', ...FILE_KINDS]), ''),
  isDuplicate: fallback(boolean(), false),
}), EVERYTHING)

/** What a draft kept or a field says, each value that cannot be read being none; an object of its own every time. */
export function parseSharedView(kept: unknown): SharedView {
  return { ...parse(keptView, kept) }
}

/** Something may be hidden. */
export function isNarrowed({ text, author, from, to, tab, kind, isDuplicate }: SharedView): boolean {
  return text.trim() !== '' || author !== '' || from !== '' || to !== '' || (tab === 'files' && (kind !== '' || isDuplicate))
}

/** What both questions have in common: an author and a span of milliseconds since 1970. */
export function toFilter({ author, from, to }: SharedView): { authorIds: number[] | null, since: number | null, until: number | null } {
  return { authorIds: author === '' ? null : [Number(author)], since: toTime(from, 'T00:00:00'), until: toTime(to, 'T23:59:59.999') }
}
