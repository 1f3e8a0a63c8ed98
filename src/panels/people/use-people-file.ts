import { computed, type ComputedRef } from 'vue'
import type { ChatMember } from '../../people/members.ts'
import { separatorOf, toCsv, withoutFormulas } from '../../lib/csv.ts'
import { toFileName } from '../../lib/file-name.ts'
import { cleanText } from '../../lib/clean-text.ts'
import { usePersonTexts } from '../../people/use-person-texts.ts'
import { useTexts } from '../../texts/texts.ts'
import { saveFile } from '../../ui/save-file.ts'
import { useReadingText } from './people-words.ts'

interface PeopleFileOptions {
  members: () => readonly ChatMember[]
  departmentsOf: (member: ChatMember) => string[]
  chatTitle: () => string
}

/** A text that stays in its line, whatever it holds, and that no spreadsheet calculates where it is pasted. */
function toLine(text: string): string {
  return withoutFormulas(cleanText(text).replace(/\s+/g, ' ').trim())
}

/** The people that are shown, to take away: as text and as a file. */
export function usePeopleFile({ members, departmentsOf, chatTitle }: PeopleFileOptions): { asText: ComputedRef<string>, save: () => void } {
  const { t, tag } = useTexts()
  const words = usePersonTexts()
  const readingText = useReadingText()

  function save() {
    const head = ['name', 'role', 'position', 'departments', 'presence', 'origin', 'reading'] as const
    const lines = members().map(member => [
      member.name,
      words.role(member),
      member.position,
      departmentsOf(member).join(', '),
      words.presence(member)?.text ?? '',
      words.marks(member).join(', '),
      readingText(member),
    ])
    saveFile(`${toFileName(`${t('panels.people.title')} ${chatTitle()}`)}.csv`, 'text/csv;charset=utf-8', toCsv(
      [head.map(column => t(`panels.people.column-${column}`)), ...lines],
      { separator: separatorOf(tag.value) },
    ))
  }

  return {
    asText: computed(() => members().map(({ name, position }) => [name, position].map(toLine).filter(Boolean).join(', ')).join('\n')),
    save,
  }
}
