import { PortalError, type Command } from '../../src/bitrix24/index.ts'
import type { ScriptedPortal } from './a-portal.ts'

interface Row {
  placement: string
  handler: string
  title: string
}

/** Lets a scripted portal keep registrations as `placement.*` documents it; returns them as they are now. */
export function keepRegistrations(portal: ScriptedPortal, rows: Row[] = []): Row[] {
  const text = (params: NonNullable<Command['params']>, name: string) => String(params[name] ?? '')
  portal.answer('scope', ['im', 'placement'])
  portal.answer('placement.get', () => rows.map(row => ({ ...row, userId: 0, options: [], description: '', langAll: {} })))
  portal.answer('placement.bind', (params: Record<string, unknown>) => {
    const row = { placement: text(params, 'PLACEMENT'), handler: text(params, 'HANDLER'), title: text(params, 'TITLE') }
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
