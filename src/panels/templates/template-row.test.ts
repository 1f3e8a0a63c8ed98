import { afterEach, expect, test } from 'vitest'
import { aPortal } from '../../../tests/support/a-portal.ts'
import { byRole } from '../../../tests/support/by-role.ts'
import { mountInApp } from '../../../tests/support/mount.ts'
import { VARIABLES, type VariableNames } from '../../templates/variables.ts'
import TemplateRow from './TemplateRow.vue'

afterEach(() => document.body.replaceChildren())

test.each([true, false])('of a template that has only an empty field nothing is inserted or copied, and the field is named: %s', async (canInsert) => {
  const template = { id: '0123456789ab', folder: '', name: 'Phone', text: '{record phone}', owner: 'own', isFavourite: false, count: 0 }
  const names = Object.fromEntries(VARIABLES.map(name => [name, name])) as VariableNames
  const wrapper = await mountInApp(TemplateRow, {
    portal: aPortal(), props: { template, names, values: {}, valuesAt: () => ({}), canInsert, isNext: false, inserting: null },
  })
  await byRole(wrapper, 'button', /Phone$/).trigger('click')
  expect(byRole(wrapper, 'status').text().replace(/[\u2068\u2069]/g, '')).toBe('Left empty: {record phone}.')
  const row = wrapper.findComponent(TemplateRow)
  expect([row.emitted('insert'), row.emitted('used')]).toEqual([undefined, undefined])
})
