import { computed, type ComputedRef, onScopeDispose, shallowReactive, watch } from 'vue'
import { PortalError, usePortal } from '../../bitrix24/index.ts'
import { isGranted } from '../../chat/link-commands.ts'
import type { ChatOverview } from '../../chat/overview.ts'
import { createTask, type FoundTask, type NewTask, readTasks } from '../../chat/tasks.ts'
import { taskPath } from '../../chat/to-links.ts'
import { usePortalPages } from '../../chat/use-portal-pages.ts'
import { shorten } from '../../lib/cut-characters.ts'
import { isAnswerLost } from '../../messages/actions/write-to-message.ts'
import { messageLink } from '../../messages/export/export-plan.ts'
import { plainText } from '../../messages/text/nodes.ts'
import { parseMarks } from '../../messages/text/parse-marks.ts'
import { toBbCode } from '../../messages/text/to-bbcode.ts'
import type { LineId, NoteLine } from '../../notes/note.ts'
import { type TaskMaking, type TaskOutcome, type TaskTold, useNotesStore } from '../../notes/notes-store.ts'
import type { Answer, NotesList } from '../../notes/notes.ts'

type TaskList = Pick<NotesList, 'state' | 'lines' | 'link' | 'retry'>

export interface LineTasks {
  /** Whether any line can become a task whose number is known then. */
  readonly canMake: boolean
  /** How a task stands; null while that is not known. */
  of(taskId: number): FoundTask | null
  /** For a list's setup: while it is there, lines with these tasks are on the screen. Those of one moment are asked for together. */
  show(taskIds: () => readonly number[]): void
  /** The last reading of some of them failed; what was known before stays. */
  readonly isFailed: Readonly<ComputedRef<boolean>>
  retry(): void
  /** Where a task is, for those who read about it elsewhere. */
  addressOf(taskId: number): string
  /** The task in the portal's own slider; when that has closed, it is read again. */
  open(taskId: number): void
  /** Why that did not open, in words. */
  readonly refusal: ComputedRef<string>
  /** What came of the last asking for a task of this line. */
  madeOf(lineId: LineId): TaskMaking | null
  /** What came of it where the line was not there to say it. */
  lost(): readonly TaskTold[]
  forget(lineId: LineId): void
  /** Whose it will be: the line's, else of who asks. */
  responsibleOf(line: NoteLine): number
  /** Of the line as somebody has agreed to it. Goes on whatever becomes of the panel. */
  make(list: TaskList, line: NoteLine): Promise<void>
  /** A list can be used: lines that could not be told of their tasks are told now. */
  linkAgain(list: TaskList): void
}

/** Milliseconds after which tasks that are on the screen are read again. */
const FRESH = 5 * 60_000
/** Characters of a title: those that the portal takes are not documented. */
const LONGEST_TITLE = 200

/** The tasks that lines became, for a panel's setup: one request for those on the screen, none where there are none. */
export function useLineTasks(chat: Pick<ChatOverview, 'dialogId' | 'viewerId' | 'scopes'>, now: () => Date): LineTasks {
  const portal = usePortal()
  const viewerId = chat.viewerId ?? 0
  const isReadable = isGranted('task', chat.scopes)
  const canMake = isReadable && chat.viewerId !== null
  const known = shallowReactive(new Map<number, FoundTask>())
  const { taskMakings } = useNotesStore()
  const unread = shallowReactive(new Set<number>())
  /** The last reading of each, answered or not. */
  const readings = new Map<number, { at: number }>()
  const lists = shallowReactive(new Set<() => readonly number[]>())
  const onScreen = (): number[] => [...new Set([...lists].flatMap(taskIds => taskIds()))]
  let isReadingSoon = false

  async function read(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return
    const reading = { at: Date.now() }
    for (const id of ids) readings.set(id, reading)
    // a later reading knows better
    const own = () => ids.filter(id => readings.get(id) === reading)
    try {
      const found = await readTasks(portal, ids)
      for (const id of own()) {
        const task = found.get(id)
        if (task) known.set(id, task)
        unread.delete(id)
      }
    } catch (cause) {
      // then it is as if it had not been granted, which is no news
      if (PortalError.from(cause).kind === 'missing-scope') own().forEach(id => unread.delete(id))
      else own().forEach(id => unread.add(id))
    }
  }

  const readAll = () => void read(onScreen())
  watch(now, () => {
    if (!document.hidden) void read(onScreen().filter(id => Date.now() - (readings.get(id)?.at ?? 0) > FRESH))
  })
  const { refusal, open } = usePortalPages({ onReturn: readAll })

  function readNew(): void {
    if (isReadingSoon) return
    isReadingSoon = true
    queueMicrotask(() => {
      isReadingSoon = false
      void read(onScreen().filter(id => !readings.has(id)))
    })
  }

  function show(taskIds: () => readonly number[]): void {
    if (!isReadable) return
    lists.add(taskIds)
    onScopeDispose(() => lists.delete(taskIds))
    watch(taskIds, readNew, { immediate: true })
  }

  const responsibleOf = ({ assigneeId }: Pick<NoteLine, 'assigneeId'>): number => assigneeId ?? viewerId

  function toNewTask(line: NoteLine): NewTask {
    const { text, messageId, dueOn } = line
    const nodes = parseMarks(text.trim())
    const title = shorten(plainText(nodes).split('\n', 1)[0] ?? '', LONGEST_TITLE)
    const parts = [text.trim() === title ? '' : toBbCode(nodes), messageId === null ? '' : messageLink(portal.opening, chat.dialogId.text, messageId)]
    return { title, description: parts.filter(Boolean).join('\n\n'), responsibleId: responsibleOf(line), dueOn }
  }

  const isAgreed = (line: NoteLine, { text, dueOn, assigneeId }: NoteLine): boolean => (
    line.text === text && line.dueOn === dueOn && responsibleOf(line) === responsibleOf({ assigneeId })
  )

  /** Null where somebody else has made it meanwhile: the line says so. */
  async function makeOf(list: TaskList, agreed: NoteLine): Promise<TaskOutcome | 'changed' | null> {
    await list.retry()
    const notes = list.state.value
    if (notes.state !== 'ready' || notes.trouble) {
      return { state: 'failed', error: notes.state === 'ready' ? notes.trouble : notes.state === 'refused' ? notes.error : null }
    }
    const line = lineIn(list, agreed.id)
    if (!line) return { state: 'failed', error: null }
    if (line.taskId !== null) return null
    if (!isAgreed(line, agreed)) return 'changed'
    try {
      return { state: 'made', taskId: await createTask(portal, toNewTask(line)) }
    } catch (cause) {
      const error = PortalError.from(cause)
      return isAnswerLost(error) ? { state: 'unknown' } : { state: 'failed', error }
    }
  }

  return {
    canMake,
    of: taskId => known.get(taskId) ?? null,
    show,
    isFailed: computed(() => onScreen().some(id => unread.has(id))),
    retry: readAll,
    addressOf: taskId => `${portal.opening.origin}${taskPath(viewerId, taskId)}`,
    open: taskId => void open(taskPath(viewerId, taskId)),
    refusal,
    madeOf: lineId => taskMakings.get(lineId) ?? null,
    lost: () => [...taskMakings.values()].flatMap(made => 'answer' in made && made.answer !== 'done' ? made : []),
    forget: lineId => void taskMakings.delete(lineId),
    responsibleOf,
    async make(list, line) {
      const { id } = line
      if (taskMakings.get(id)?.state === 'making') return
      taskMakings.set(id, { state: 'making' })
      const outcome = await makeOf(list, line)
      if (outcome === null) taskMakings.delete(id)
      else if (outcome === 'changed') taskMakings.set(id, { state: 'changed' })
      else taskMakings.set(id, { ...outcome, line, answer: outcome.state === 'made' ? list.link(id, outcome.taskId) : answerOf(list, id) })
    },
    linkAgain(list) {
      for (const [id, made] of taskMakings) {
        if (made.state !== 'made' || made.answer === 'done' || lineIn(list, id)?.taskId !== null) continue
        taskMakings.set(id, { ...made, answer: list.link(id, made.taskId) })
      }
    },
  }
}

const lineIn = (list: TaskList, id: LineId): NoteLine | undefined => list.lines.value.find(line => line.id === id)

function answerOf(list: TaskList, id: LineId): Answer {
  return list.state.value.state !== 'ready' ? 'closed' : lineIn(list, id) ? 'done' : 'gone'
}
