import { PortalError, type Command } from '../../src/bitrix24/index.ts'
import { isRecord } from '../../src/lib/is-record.ts'
import type { ScriptedPortal } from './a-portal.ts'

/** A row as `placement.get` writes it. */
export interface RegistryRow {
  placement: string
  handler: string
  title: string
  langAll: Record<string, unknown>
  options: Record<string, unknown>
}

/** A row of the sidebar with sensible options. */
export function aRow(row: Partial<RegistryRow> = {}): RegistryRow {
  return {
    placement: 'IM_SIDEBAR',
    handler: 'https://apps.example.com/chatside/',
    title: 'About this chat',
    langAll: { en: { TITLE: 'About this chat', DESCRIPTION: '', GROUP_NAME: '' }, de: { TITLE: 'Über diesen Chat', DESCRIPTION: '', GROUP_NAME: '' } },
    options: { iconName: 'fa-comments', context: 'ALL', role: 'USER', extranet: 'N', color: 'AZURE' },
    ...row,
  }
}

function text(params: NonNullable<Command['params']>, name: string): string {
  return typeof params[name] === 'string' ? params[name] : ''
}

function textsOf(value: unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(isRecord(value) ? value : {}).map(([language, texts]) =>
    [language, { TITLE: '', DESCRIPTION: '', GROUP_NAME: '', ...(isRecord(texts) ? texts : {}) }]))
}

/** Lets a scripted portal keep registrations as `placement.*` documents it; returns them as they are now. */
export function keepRegistrations(portal: ScriptedPortal, rows: RegistryRow[] = []): RegistryRow[] {
  portal.answer('scope', ['im', 'placement'])
  portal.answer('placement.list', ['IM_SIDEBAR', 'IM_TEXTAREA', 'IMMOBILE_CONTEXT_MENU'])
  portal.answer('app.info', { INSTALLED: !portal.opening.isInstallMode, LICENSE: 'de_ent250' })
  portal.answer('placement.get', () => rows.map(row => ({ ...row, userId: 0, description: '' })))
  portal.answer('placement.bind', (params: Record<string, unknown>) => {
    const row = {
      placement: text(params, 'PLACEMENT'),
      handler: text(params, 'HANDLER'),
      title: text(params, 'TITLE'),
      langAll: textsOf(params['LANG_ALL']),
      options: isRecord(params['OPTIONS']) ? params['OPTIONS'] : {},
    }
    if (rows.some(({ placement, handler }) => placement === row.placement && handler === row.handler)) {
      return new PortalError('unknown', { method: 'placement.bind', code: 'ERROR_CORE', description: 'Unable to set placement handler: Handler already binded' })
    }
    rows.push(row)
    return true
  })
  portal.answer('placement.unbind', (params: Record<string, unknown>) => {
    const left = rows.filter(({ placement, handler }) => placement !== text(params, 'PLACEMENT') || handler !== text(params, 'HANDLER'))
    const count = (rows.length - left.length) * 2
    rows.splice(0, rows.length, ...left)
    return { count }
  })
  return rows
}
