import { defineStore } from 'pinia'
import { object, safeParse } from 'valibot'
import { onScopeDispose, shallowReactive, shallowRef } from 'vue'
import { line } from '../bitrix24/fields.ts'
import { PortalError, usePortal, type Outcome } from '../bitrix24/index.ts'
import { saveOption, type OptionOwner } from '../bitrix24/save-option.ts'
import { holdName } from '../lib/browser/name-lock.ts'
import { createUndoStack } from '../lib/undo-stack.ts'
import { changeTemplates, insistOn, isChanged, takenBack, type TemplateChange, type TemplateConflict } from './change-templates.ts'
import { deedsOfTemplates, type TemplateDeed } from './template-deeds.ts'
import { changeUse, NO_USE, parseTemplateUse, TEMPLATE_USE_OPTION, writeTemplateUse, type TemplateUse, type UseChange } from './template-use.ts'
import { parseTemplates, roomUsed, TEMPLATES_OPTION, writeTemplates, type ReadTemplates, type Template, type TemplateOwner } from './template.ts'

export type TemplateSet = { state: 'loading' } | { state: 'failed', error: PortalError } | ReadTemplates

/** How the last change of a set went. */
export type TemplateSaving =
  | { state: 'idle' | 'saving' | 'saved' }
  /** Nothing was sent: no room, another window of this browser is saving, or it is too late to take it back. */
  | { state: 'full' | 'busy' | 'too-late' }
  | SavingConflict
  /** The portal took it and then had something else. */
  | { state: 'different' }
  | { state: 'not-saved' | 'unclear', error: PortalError }

/** Nothing was sent: somebody else changed the same templates meanwhile. */
export interface SavingConflict {
  state: 'conflict'
  conflicts: readonly TemplateConflict[]
  /** All that was to be saved. */
  wanted: readonly TemplateChange[]
  /** The deed that was to be taken back; null where nothing was. */
  deedId: string | null
}

const OPTION_OWNERS: Readonly<Record<TemplateOwner, OptionOwner>> = { own: 'user', company: 'app' }

const profileAnswer = object({ NAME: line, LAST_NAME: line })

const toSet = (outcome: Outcome): TemplateSet => outcome.ok ? parseTemplates(outcome.value) : { state: 'failed', error: outcome.error }

/** Both sets of templates as the portal has them, and what this person did with them. Needs an app that provides `portalKey`. */
export const useTemplates = defineStore('templates', () => {
  const portal = usePortal()
  const sets = shallowReactive<Record<TemplateOwner, TemplateSet>>({ own: { state: 'loading' }, company: { state: 'loading' } })
  const saving = shallowReactive<Record<TemplateOwner, TemplateSaving>>({ own: { state: 'idle' }, company: { state: 'idle' } })
  /** Null where what is kept cannot be read: nothing is counted then. */
  const use = shallowRef<TemplateUse | null>(NO_USE)
  /** What was marked or counted last is not kept, because of this. */
  const useProblem = shallowRef<PortalError | null>(null)
  const myName = shallowRef('')
  let work: Promise<unknown> = Promise.resolve()
  const undoStack = createUndoStack<TemplateDeed>({ keeper: deedsOfTemplates(portal) })
  onScopeDispose(undoStack.close)

  const templatesOf = (owner: TemplateOwner): readonly Template[] => {
    const set = sets[owner]
    return set.state === 'ready' ? set.templates : []
  }
  /** Also for one that may come back, and any of a set that cannot be read. */
  const exists = (id: string) => sets.own.state !== 'ready' || sets.company.state !== 'ready' || [
    ...templatesOf('own'), ...templatesOf('company'), ...undoStack.deeds.value.flatMap(({ changes }) => changes.flatMap(({ before }) => before ?? [])),
  ].some(template => template.id === id)

  /** Asks for both, again where they are shown; after what is being saved, which an answer from before would hide. Never rejects: a failure is a state. */
  function load(): Promise<void> {
    for (const owner of ['own', 'company'] as const) if (sets[owner].state === 'failed') sets[owner] = { state: 'loading' }
    const done = work.then(read)
    work = done
    return done
  }

  async function read(): Promise<void> {
    try {
      const answers = await portal.batch({
        own: { method: 'user.option.get', params: { option: TEMPLATES_OPTION } },
        company: { method: 'app.option.get', params: { option: TEMPLATES_OPTION } },
        use: { method: 'user.option.get', params: { option: TEMPLATE_USE_OPTION } },
        profile: { method: 'profile' },
      })
      sets.own = toSet(answers.own)
      sets.company = toSet(answers.company)
      use.value = answers.use.ok ? parseTemplateUse(answers.use.value) : null
      const profile = safeParse(profileAnswer, answers.profile.ok ? answers.profile.value : null)
      myName.value = profile.success ? `${profile.output.NAME} ${profile.output.LAST_NAME}`.trim() : ''
    } catch (cause) {
      const error = PortalError.from(cause)
      sets.own = { state: 'failed', error }
      sets.company = { state: 'failed', error }
    }
  }

  async function carryOut(owner: TemplateOwner, changes: readonly TemplateChange[], deedId: string | null): Promise<TemplateSaving> {
    const release = await holdName(`chatside templates ${owner}`)
    if (!release) return { state: 'busy' }
    let held: TemplateSaving | null = null
    const holdBack = (why: TemplateSaving): never => {
      held = why
      throw new PortalError('unknown')
    }
    try {
      const saved = await saveOption(portal, {
        owner: OPTION_OWNERS[owner],
        name: TEMPLATES_OPTION,
        toText(before) {
          const there = sets[owner] = parseTemplates(before)
          if (there.state !== 'ready') return holdBack({ state: 'idle' })
          const { templates, conflicts } = changeTemplates(there.templates, changes)
          if (conflicts.length > 0) return holdBack({ state: 'conflict', conflicts, wanted: changes, deedId })
          return roomUsed(templates) > 1 ? holdBack({ state: 'full' }) : writeTemplates(templates)
        },
        isKept(after) {
          const there = parseTemplates(after)
          return there.state === 'ready' && isChanged(there.templates, changes)
        },
      })
      if (held) return held
      if ('error' in saved) return { state: saved.outcome, error: saved.error }
      sets[owner] = parseTemplates(saved.stored)
      return { state: saved.outcome }
    } finally {
      release()
    }
  }

  /** One after another, each written once; says whether the portal has it. Never rejects. */
  function carryOutSoon(owner: TemplateOwner, changes: readonly TemplateChange[], deedId: string | null = null): Promise<boolean> {
    saving[owner] = { state: 'saving' }
    const saved = work.then(async () => {
      saving[owner] = await carryOut(owner, changes, deedId)
      return saving[owner].state === 'saved'
    })
    work = saved
    return saved
  }

  /** The same, as something that can be taken back. */
  async function save(owner: TemplateOwner, changes: readonly TemplateChange[]): Promise<boolean> {
    const isSaved = await carryOutSoon(owner, changes)
    if (isSaved) undoStack.note({ owner, changes })
    return isSaved
  }

  /** Takes back what was saved; what somebody else has changed since is asked about as with any other change. Never rejects. */
  async function undo(owner: TemplateOwner, id: string): Promise<boolean> {
    const deed = undoStack.find(id)
    if (deed) return takeBack(id, owner, takenBack(deed.changes))
    saving[owner] = { state: 'too-late' }
    return false
  }

  async function takeBack(id: string, owner: TemplateOwner, changes: readonly TemplateChange[]): Promise<boolean> {
    const isSaved = await carryOutSoon(owner, changes, id)
    if (isSaved) undoStack.drop(id)
    return isSaved
  }

  /** Carries out over what others made, once somebody has seen that, what it held back. Never rejects. */
  async function insist(owner: TemplateOwner): Promise<boolean> {
    const asked = saving[owner]
    if (asked.state !== 'conflict') return false
    const changes = insistOn(asked.wanted, asked.conflicts)
    return asked.deedId === null ? await save(owner, changes) : await takeBack(asked.deedId, owner, changes)
  }

  /** Puts an empty set in the place of what cannot be read. */
  function beginAnew(owner: TemplateOwner): Promise<void> {
    saving[owner] = { state: 'saving' }
    const done = work.then(async () => {
      const text = writeTemplates([])
      const saved = await saveOption(portal, { owner: OPTION_OWNERS[owner], name: TEMPLATES_OPTION, toText: () => text, isKept: after => after === text })
      if (!('error' in saved)) sets[owner] = parseTemplates(saved.stored)
      saving[owner] = 'error' in saved ? { state: saved.outcome, error: saved.error } : { state: saved.outcome }
    })
    work = done
    return done
  }

  /** Shown at once, and kept one after another, each once. Never rejects. */
  function mark(change: UseChange): Promise<void> {
    if (use.value) use.value = changeUse(use.value, change)
    const done = work.then(async () => {
      if (!use.value) return
      let wanted = ''
      const saved = await saveOption(portal, {
        owner: 'user',
        name: TEMPLATE_USE_OPTION,
        toText(before) {
          const there = parseTemplateUse(before)
          if (!there) throw new PortalError('bad-answer', { method: 'user.option.get' })
          wanted = writeTemplateUse(changeUse(there, change), exists)
          // more favourites than there can be would be unreadable from then on
          if (!parseTemplateUse(wanted)) throw new PortalError('unknown', { method: 'user.option.set' })
          return wanted
        },
        isKept: after => after === wanted,
      })
      useProblem.value = 'error' in saved ? saved.error : null
      if (!('error' in saved)) use.value = parseTemplateUse(saved.stored)
    })
    work = done
    return done
  }

  return {
    sets, saving, use, useProblem, myName, load, save, beginAnew, mark, templatesOf,
    deeds: undoStack.deeds,
    undo,
    insist,
    settle: (owner: TemplateOwner) => { saving[owner] = { state: 'idle' } },
  }
})
