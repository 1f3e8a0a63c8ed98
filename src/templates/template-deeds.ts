/** What was saved of templates here and can be taken back. */
import type { Portal } from '../bitrix24/index.ts'
import { keptDeeds } from '../chat/kept-deeds.ts'
import { isRecord } from '../lib/is-record.ts'
import type { DeedKeeper } from '../lib/undo-stack.ts'
import type { TemplateChange } from './change-templates.ts'
import { toRow, toTemplate, type TemplateOwner } from './template.ts'

export interface TemplateDeed {
  owner: TemplateOwner
  changes: readonly TemplateChange[]
}

/** On this device, for this person: their own and the company's. */
export function deedsOfTemplates(portal: Portal): DeedKeeper<TemplateDeed> {
  return keptDeeds({ portal, name: ['templates'], write: toKept, read: toDeed })
}

function toKept({ owner, changes }: TemplateDeed): unknown {
  return { owner, changes: changes.map(change => [change.kind === 'put' ? toRow(change.template) : null, change.before && toRow(change.before)]) }
}

function toDeed(kept: unknown): TemplateDeed | null {
  if (!isRecord(kept) || !Array.isArray(kept['changes'])) return null
  const owner = (['own', 'company'] as const).find(one => one === kept['owner'])
  const changes = kept['changes'].map(toChange).filter(change => change !== null)
  return owner && changes.length === kept['changes'].length ? { owner, changes } : null
}

function toChange(row: unknown): TemplateChange | null {
  if (!Array.isArray(row)) return null
  const [template, before] = [toTemplate(row[0]), toTemplate(row[1])]
  if (template) return row[1] === null || before ? { kind: 'put', template, before } : null
  return row[0] === null && before ? { kind: 'remove', before } : null
}
