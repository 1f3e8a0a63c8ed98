/** Every word that the files say in the language of whoever exports. `{number}` and the like stand for a value. */
export const EXPORT_WORD_KEYS = [
  'person', 'somebody', 'system', 'unknown-file', 'no-date', 'picture', 'drive-file', 'attachment', 'files', 'reactions', 'answers', 'bot', 'deleted', 'edited', 'forwarded', 'forwarded-from', 'open', 'part', 'before', 'after',
  'contents', 'yes', 'no',
  'column-id', 'column-date', 'column-author', 'column-author-id', 'column-system', 'column-text', 'column-answers', 'column-files', 'column-attachments', 'column-reactions',
  'column-link', 'column-utc', 'column-bot', 'column-deleted', 'column-edited', 'column-forwarded', 'cut-cell',
  'about', 'chat', 'portal', 'made', 'period', 'period-from', 'period-until', 'period-all', 'authors', 'authors-all', 'system-messages',
  'pseudonyms', 'messages', 'people', 'parts', 'first', 'last', 'complete', 'incomplete', 'gaps', 'gap', 'gap-start', 'gap-end', 'no-gaps', 'history', 'history-limited',
  'history-unlimited', 'history-unknown', 'later', 'later-least', 'sums', 'note-files', 'note-secrets', 'note-pseudonyms', 'time-zone',
] as const

export type ExportWordKey = typeof EXPORT_WORD_KEYS[number]
export type ExportWords = Readonly<Record<ExportWordKey, string>>

/** A word with its values. */
export function fill(word: string, values: Readonly<Record<string, string | number>>): string {
  return word.replace(/\{([a-z]+)\}/gu, (placeholder, name: string) => Object.hasOwn(values, name) ? String(values[name]) : placeholder)
}
