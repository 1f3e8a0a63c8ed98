import { PortalError } from '../../bitrix24/index.ts'
import { isRecord } from '../../lib/is-record.ts'

/** A row of `placement.get`: where this app is registered and which address opens there. */
export interface Registration {
  placement: string
  handler: string
  title: string
}

export const SIDEBAR = 'IM_SIDEBAR'

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/**
 * The rows of `placement.get`, which lists this app's own registrations and nobody else's.
 * @throws PortalError `bad-answer` when it is no list (the method's page promises a boolean, its sample shows the list)
 */
export function parseRegistrations(value: unknown): Registration[] {
  if (!Array.isArray(value)) throw new PortalError('bad-answer', { method: 'placement.get' })
  return value
    .filter(isRecord)
    .map(row => ({ placement: textOf(row['placement']), handler: textOf(row['handler']), title: textOf(row['title']) }))
}
