import { computed, type ComputedRef } from 'vue'
import type { ChatMember } from '../../people/members.ts'
import { separatorOf, toCsv, withoutFormulas } from '../../lib/csv.ts'
import { toFileName } from '../../lib/file-name.ts'
import { cleanText } from '../../lib/clean-text.ts'
import { usePersonTexts } from '../../people/use-person-texts.ts'
import { useTexts } from '../../texts/texts.ts'
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

/** Milliseconds after which every browser has taken what it saves. */
const TAKEN = 10_000

/** Lets the browser save a text as a file; the address of its content ends soon after. */
function saveFile(name: string, type: string, content: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), TAKEN)
}
