import { isSameWords, type Template } from './template.ts'

/** One deed of somebody, as far as it must agree with what others did meanwhile. */
export type TemplateChange =
  /** `before` is what was changed, as it was read; null for a new one. */
  | { kind: 'put', template: Template, before: Template | null }
  | { kind: 'remove', before: Template }

export interface TemplateConflict {
  change: TemplateChange
  /** What the portal has instead of `before`; null where somebody removed it. */
  theirs: Template | null
}

interface Changed {
  templates: readonly Template[]
  /** Changes that were not made, because somebody else changed the same template. */
  conflicts: readonly TemplateConflict[]
}

const isSame = (one: Template | null | undefined, other: Template | null | undefined): boolean => (
  one && other ? isSameWords(one, other) : !one === !other
)

/** The set with these changes; whatever else others did in it stays. */
export function changeTemplates(current: readonly Template[], changes: readonly TemplateChange[]): Changed {
  const templates = new Map(current.map(template => [template.id, template]))
  const conflicts: TemplateConflict[] = []
  for (const change of changes) {
    const wanted = change.kind === 'put' ? change.template : null
    const id = (wanted ?? change.before)?.id ?? ''
    const there = templates.get(id)
    if (isSame(there, wanted)) continue
    if (!isSame(there, change.before)) conflicts.push({ change, theirs: there ?? null })
    else if (wanted) templates.set(id, wanted)
    else templates.delete(id)
  }
  return { templates: [...templates.values()], conflicts }
}

/** Whether a set shows these changes. */
export function isChanged(templates: readonly Template[], changes: readonly TemplateChange[]): boolean {
  const found = new Map(templates.map(template => [template.id, template]))
  return changes.every(change => isSame(found.get((change.kind === 'put' ? change.template : change.before).id), change.kind === 'put' ? change.template : null))
}

/** The same wishes again, after somebody has seen what others made of the templates: now it is theirs that is changed. */
export function insistOn(changes: readonly TemplateChange[], conflicts: readonly TemplateConflict[]): TemplateChange[] {
  return changes.flatMap((change): TemplateChange[] => {
    const conflict = conflicts.find(one => one.change === change)
    if (!conflict) return [change]
    const { theirs } = conflict
    if (change.kind === 'put') return [{ ...change, before: theirs }]
    return theirs ? [{ kind: 'remove', before: theirs }] : []
  })
}

/** What takes these changes back, as long as nobody has changed the same since. */
export function takenBack(changes: readonly TemplateChange[]): TemplateChange[] {
  return changes.map((change) => {
    if (change.kind === 'remove') return { kind: 'put', template: change.before, before: null }
    return change.before ? { kind: 'put', template: change.before, before: change.template } : { kind: 'remove', before: change.template }
  })
}
