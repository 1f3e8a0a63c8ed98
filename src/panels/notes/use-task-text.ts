import type { FoundTask } from '../../chat/tasks.ts'
import { useTexts } from '../../texts/texts.ts'
import type { NameOf } from './use-people.ts'

interface TaskPart {
  text: string
  isAlert?: boolean
}

/** How a task stands, in words: its status, until when, and who is responsible, as far as that is known. */
export function useTaskText(nameOf: NameOf): (task: FoundTask | null) => TaskPart[] {
  const { t, formats } = useTexts()
  return (task) => {
    if (task === null) return []
    if (task === 'hidden') return [{ text: t('panels.notes.task-hidden') }]
    const { status, deadline, isOverdue, responsible, responsibleId } = task
    const isOpen = deadline !== null && status !== 'done'
    return [
      { text: status ? t(`panels.overview.details.status-${status}`) : '' },
      { text: isOpen ? t(isOverdue ? 'panels.notes.late' : 'panels.notes.due', { day: formats.value.date(deadline) }) : '', isAlert: isOverdue },
      { text: responsibleId === null ? responsible : nameOf(responsibleId, responsible) },
    ].filter(({ text }) => text !== '')
  }
}
