import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Belonging, toLinks } from './to-links.ts'

function belonging(entityType: string, entityId: string, changes: Partial<Belonging> = {}): Belonging {
  return { entityType, entityId, entityData1: '', entityData2: '', link: { type: '', url: '', id: '' }, ...changes }
}

function linkTo(url: string): Partial<Belonging> {
  return { link: { type: '', url, id: '' } }
}

test.each([
  ['DEAL|1663', { kind: 'deal', id: '1663', path: '/crm/deal/details/1663/' }],
  ['LEAD|13', { kind: 'lead', id: '13', path: '/crm/lead/details/13/' }],
  ['CONTACT|25', { kind: 'contact', id: '25', path: '/crm/contact/details/25/' }],
  ['COMPANY|7', { kind: 'company', id: '7', path: '/crm/company/details/7/' }],
  ['DYNAMIC_128|3', { kind: 'crm-item', id: '3', path: '/crm/type/128/details/3/', typeId: '128' }],
  ['SMART_INVOICE|3', { kind: 'crm-item', id: '3', path: null }],
])('the CRM chat %s is linked', (entityId, expected) => {
  expect(toLinks(belonging('CRM', entityId), 5)).toEqual([expected])
})

test('the portal\'s own path wins over ours', () => {
  expect(toLinks(belonging('CRM', 'DEAL|1663', linkTo('/crm/deal/details/1663/?tab=2')), 5)[0]?.path).toBe('/crm/deal/details/1663/?tab=2')
})

test.each(['', 'DEAL', 'DEAL|', 'DEAL|0', 'DEAL|x', '|5', 'DEAL|5|6', 'deal|5', 'DEAL|1e3'])('the CRM chat %j is not linked', (entityId) => {
  expect(toLinks(belonging('CRM', entityId), 5)).toEqual([])
})

test('an entity that only the link names is linked', () => {
  expect(toLinks(belonging('', '', { link: { type: 'DEAL', url: '/crm/deal/details/8/', id: 'DEAL|8' } }), 5))
    .toEqual([{ kind: 'deal', id: '8', path: '/crm/deal/details/8/' }])
})

test('a workgroup is linked by its number', () => {
  expect(toLinks(belonging('SONET_GROUP', '121'), 5)).toEqual([{ kind: 'workgroup', id: '121', path: '/workgroups/group/121/' }])
})

test('a task is linked through the person who looks', () => {
  expect(toLinks(belonging('TASKS_TASK', '8293'), 503)).toEqual([{ kind: 'task', id: '8293', path: '/company/personal/user/503/tasks/task/view/8293/' }])
  expect(toLinks(belonging('TASKS', '8293'), null)).toEqual([{ kind: 'task', id: '8293', path: null }])
})

test('a calendar event and a letter are named, with a page only where the portal gave one', () => {
  expect(toLinks(belonging('CALENDAR', '44'), 5)).toEqual([{ kind: 'calendar', id: '44', path: null }])
  expect(toLinks(belonging('MAIL', '9', linkTo('/mail/message/9')), 5)).toEqual([{ kind: 'mail', id: '9', path: '/mail/message/9' }])
})

test('an open channel names what its conversation is tied to', () => {
  const line = belonging('LINES', 'livechat|22|1775|599', {
    entityData1: 'Y|LEAD|1209|N|N|343|1773682918|0|0|0', entityData2: 'LEAD|1209|COMPANY|0|CONTACT|31|DEAL|0',
  })
  expect(toLinks(line, 5)).toEqual([
    { kind: 'lead', id: '1209', path: '/crm/lead/details/1209/' },
    { kind: 'contact', id: '31', path: '/crm/contact/details/31/' },
    { kind: 'open-line', id: '22', path: null, line: { code: 'livechat|22|1775|599', session: '343' } },
  ])
})

test('an open channel that was saved to CRM is linked by its first field alone', () => {
  expect(toLinks(belonging('LINES', 'telegrambot|2|2|744', { entityData1: 'Y|DEAL|1663|N' }), 5)[0]).toMatchObject({ kind: 'deal', id: '1663' })
  expect(toLinks(belonging('LINES', 'telegrambot|2|2|744', { entityData1: 'N|DEAL|1663|N' }), 5)).toMatchObject([{ kind: 'open-line', id: '2', path: null }])
})

test('a thing this app does not know is linked only when it has a page', () => {
  expect(toLinks(belonging('VIDEOCONF', 'abc'), 5)).toEqual([])
  expect(toLinks(belonging('SOMETHING', '5', linkTo('/something/5/')), 5)).toEqual([{ kind: 'other', id: '5', path: '/something/5/' }])
  expect(toLinks(belonging('', ''), 5)).toEqual([])
})

test.each(['https://evil.example/', '//evil.example/', 'javascript:alert(1)', '/\\evil.example', 'crm/deal', '/../x', ' /crm/'])(
  'the hostile address %j leads nowhere', (url) => {
    expect(toLinks(belonging('SOMETHING', '5', linkTo(url)), 5)).toEqual([])
    expect(toLinks(belonging('CALENDAR', '5', linkTo(url)), 5)).toEqual([{ kind: 'calendar', id: '5', path: null }])
    expect(toLinks(belonging('CRM', 'DEAL|5', linkTo(url)), 5)[0]?.path).toBe('/crm/deal/details/5/')
  })

test('any path stays in the portal', () => {
  const type = fc.constantFrom('CRM', 'LINES', 'SONET_GROUP', 'TASKS_TASK', 'CALENDAR', 'MAIL', 'OTHER', '')
  const pieces = fc.array(fc.constantFrom('DEAL', 'DYNAMIC_', '|', '1', '0', '/', '\\', '..', 'javascript:', '//evil.example', '?', ' ')).map(parts => parts.join(''))
  fc.assert(fc.property(type, pieces, pieces, pieces, pieces, (entityType, entityId, entityData1, entityData2, url) => {
    for (const { path } of toLinks(belonging(entityType, entityId, { entityData1, entityData2, ...linkTo(url) }), 5)) {
      if (path !== null) expect(new URL(path, 'https://portal.example').origin).toBe('https://portal.example')
    }
  }), { numRuns: 500 })
})
