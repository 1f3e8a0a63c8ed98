import { object, parse, safeParse } from 'valibot'
import type { Portal } from '../../bitrix24/index.ts'
import { idField, line, rows } from '../../bitrix24/fields.ts'

const departmentAnswer = object({ id: idField, name: line })

/**
 * Names of departments by id. Needs no scope beyond `im`, but is for people inside the company only (im.department.get).
 * @throws PortalError
 */
export async function loadDepartments(portal: Pick<Portal, 'call'>, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map()
  const answer = await portal.call({ method: 'im.department.get', params: { ID: [...ids] } })
  const departments = parse(rows, answer).map(row => safeParse(departmentAnswer, row)).filter(row => row.success).map(row => row.output)
  return new Map(departments.filter(({ name }) => name !== '').map(({ id, name }) => [id, name]))
}
