import { expect, test } from 'vitest'
import { aPortal } from '../../rest/test-portal.ts'
import { aWorld } from '../../rest/test-world.ts'
import { aBinding, sidebar } from './test-binding.ts'

const defaults = { iconName: 'fa-users', extranet: 'N', context: 'ALL', role: 'USER', color: '' }

test('binding answers true and keeps the registration with its defaults', () => {
  const { bind, rows } = aBinding()
  expect(bind().body['result']).toBe(true)
  expect(rows()).toEqual([{
    id: 1, placement: 'IM_SIDEBAR', handler: 'https://app.example.com/', title: '', description: '', groupName: '', userId: 0, options: defaults,
    langAll: { en: { title: 'Demo app', description: '', groupName: '' } },
  }])
})

test('names of parameters and codes of placements may be written in any case', () => {
  const { call, rows } = aBinding()
  expect(call('placement.bind', { placement: 'im_sidebar', handler: sidebar.HANDLER, options: sidebar.OPTIONS }).body['result']).toBe(true)
  expect(rows()).toMatchObject([{ placement: 'IM_SIDEBAR' }])
})

test('only an administrator binds, and that is checked first', () => {
  expect(aBinding().bind({ PLACEMENT: '' }, 2)).toMatchObject({ status: 403, body: { error: 'ACCESS_DENIED', error_description: 'Access denied!' } })
})

test('binding needs the scope placement', () => {
  expect(aBinding(aWorld({ app: { scopes: ['im'] } })).bind().body['error']).toBe('insufficient_scope')
})

test.each([
  [{ PLACEMENT: undefined }, 'PLACEMENT', 'The value of an argument \'PLACEMENT\' must be of type string'],
  [{ PLACEMENT: '' }, 'The placement code is not specified', 'Argument \'The placement code is not specified\' is null or empty'],
  [{ PLACEMENT: 5 }, 'PLACEMENT', 'The value of an argument \'PLACEMENT\' must be of type string'],
  [{ PLACEMENT: 'default' }, 'The placement code has an incorrect value', 'Argument \'The placement code has an incorrect value\' is null or empty'],
  [{ HANDLER: '' }, 'The URL of the placement handler is not specified', 'Argument \'The URL of the placement handler is not specified\' is null or empty'],
  [{ OPTIONS: undefined }, 'iconName', 'Argument \'iconName\' is null or empty'],
  [{ OPTIONS: { context: 'ALL' } }, 'iconName', 'Argument \'iconName\' is null or empty'],
  [{ OPTIONS: [] }, 'iconName', 'Argument \'iconName\' is null or empty'],
  [{ OPTIONS: 'iconName' }, 'options', 'The value of an argument \'options\' must be of type array'],
])('%o is an argument error with status 400 that names %s (v4)', (changes, argument, description) => {
  const { bind, rows } = aBinding()
  expect(bind(changes)).toMatchObject({ status: 400, body: { error: 'ERROR_ARGUMENT', error_description: description, argument } })
  expect(rows()).toEqual([])
})

test.each([
  ['https://localhost/', 'ERROR_WRONG_HANDLER_URL'],
  ['https://.example/', 'ERROR_WRONG_HANDLER_URL'],
  ['app.example.com/page', 'ERROR_WRONG_HANDLER_URL'],
  ['/page', 'ERROR_WRONG_HANDLER_URL'],
  ['ftp://app.example.com/', 'ERROR_UNSUPPORTED_PROTOCOL'],
  ['HTTPS://app.example.com/', 'ERROR_UNSUPPORTED_PROTOCOL'],
  ['//app.example.com/', 'ERROR_UNSUPPORTED_PROTOCOL'],
  ['javascript://app.example.com/', 'ERROR_UNSUPPORTED_PROTOCOL'],
  ['https://app.example.com:65536/', 'ERROR_WRONG_HANDLER_URL'],
  ['https://user@localhost/', 'ERROR_WRONG_HANDLER_URL'],
  ['app.example.com:8080/page', 'ERROR_UNSUPPORTED_PROTOCOL'],
])('the handler %s is refused with %s', (HANDLER, code) => {
  expect(aBinding().bind({ HANDLER })).toMatchObject({ status: 400, body: { error: code } })
})

test('a portal may be set to accept a handler on the local machine', () => {
  const world = aWorld()
  world.settings.allowsLocalHandlers = true
  expect(aBinding(world).bind({ HANDLER: 'http://localhost:5173/' }).body['result']).toBe(true)
})

test('the handler is checked before the placement, the placement before the options', () => {
  const { bind } = aBinding()
  expect(bind({ PLACEMENT: 'NOWHERE', HANDLER: 'localhost' }).body['error']).toBe('ERROR_WRONG_HANDLER_URL')
  expect(bind({ PLACEMENT: 'NOWHERE', OPTIONS: {} })).toMatchObject({ status: 400, body: { error: 'ERROR_PLACEMENT_NOT_FOUND' } })
})

test('a placement of a scope that was not granted does not exist', () => {
  expect(aBinding(aWorld({ app: { scopes: ['placement'] } })).bind().body['error']).toBe('ERROR_PLACEMENT_NOT_FOUND')
  expect(aBinding().bind({ PLACEMENT: 'TASK_VIEW_TAB' }).body['error']).toBe('ERROR_PLACEMENT_NOT_FOUND')
})

test('unknown options are dropped and values become text', () => {
  const { bind, rows } = aBinding()
  bind({ OPTIONS: { iconName: 'fa-users', color: 'RED', width: 5, other: 'x' } })
  expect(rows()[0]?.options).toEqual({ ...defaults, color: 'RED' })
})

test('a null option gets its default, a required one that is null is invalid', () => {
  const { bind, rows } = aBinding()
  bind({ OPTIONS: { iconName: 'fa-users', role: null } })
  expect(rows()[0]?.options['role']).toBe('USER')
  expect(bind({ HANDLER: 'https://app.example.com/2', OPTIONS: { iconName: null } }).body['result']).toMatchObject({ error: 'INVALID_ERROR_ICON_NAME' })
})

test.each([
  [{ iconName: '' }, 'INVALID_ERROR_ICON_NAME'],
  [{ iconName: 'a'.repeat(51) }, 'INVALID_ERROR_ICON_NAME'],
  [{ iconName: '123' }, 'INVALID_ERROR_ICON_NAME'],
  [{ extranet: 'y' }, 'INVALID_ERROR_EXTRANET'],
  [{ context: 'USER; CHAT' }, 'INVALID_ERROR_CONTEXT'],
  [{ context: 'chat' }, 'INVALID_ERROR_CONTEXT'],
  [{ context: '' }, 'INVALID_ERROR_CONTEXT'],
  [{ context: '\u00A0USER' }, 'INVALID_ERROR_CONTEXT'],
  [{ context: 'USER;' }, 'INVALID_ERROR_CONTEXT'],
  [{ role: 'user' }, 'INVALID_ERROR_ROLE'],
  [{ color: 'BLACK' }, 'INVALID_ERROR_COLOR'],
  [{ color: 'toString' }, 'INVALID_ERROR_COLOR'],
  [{ iconName: '1', role: 'x', color: 'y' }, 'INVALID_ERROR_COLOR'],
])('the options %o are refused inside a success with %s', (options, code) => {
  const { bind, rows } = aBinding()
  const { status, body } = bind({ OPTIONS: { iconName: 'fa-users', ...options } })
  expect(status).toBe(200)
  expect(body['result']).toEqual({ error: code, error_description: expect.stringMatching(/^Field \w+ is invalid\.$/) })
  expect(rows()).toEqual([])
})

test.each([{ iconName: 'a'.repeat(50) }, { iconName: '1-2' }, { context: ' USER;CHAT ' }, { context: 'ALL;LINES' }, { color: 'GRAPHITE' }, { role: 'ADMIN' }])(
  'the options %o are accepted', (options) => {
    expect(aBinding().bind({ OPTIONS: { iconName: 'fa-users', ...options } }).body['result']).toBe(true)
  })

test('a person is named only where the placement allows it', () => {
  const { bind, call, rows } = aBinding()
  expect(bind({ USER_ID: 2 })).toMatchObject({ status: 400, body: { error: 'ERROR_PLACEMENT_USER_MODE' } })
  expect(bind({ USER_ID: 0 }).body['result']).toBe(true)
  const worker = { PLACEMENT: 'PAGE_BACKGROUND_WORKER', HANDLER: 'https://app.example.com/w', OPTIONS: { errorHandlerUrl: 'https://app.example.com/e' } }
  expect(call('placement.bind', { ...worker, USER_ID: '2' }).body['result']).toBe(true)
  expect(rows().at(-1)?.userId).toBe(2)
})

test('a placement that takes one registration refuses the second', () => {
  const { bind } = aBinding()
  expect(bind({ PLACEMENT: 'REST_APP_URI' }).body['result']).toBe(true)
  expect(bind({ PLACEMENT: 'REST_APP_URI', HANDLER: 'https://app.example.com/2' })).toMatchObject({ status: 400, body: { error: 'ERROR_PLACEMENT_MAX_COUNT' } })
})

test('the background worker needs its error address', () => {
  expect(aBinding().bind({ PLACEMENT: 'PAGE_BACKGROUND_WORKER', OPTIONS: {} }).body['result']).toMatchObject({ error: 'EMPTY_ERROR_HANDLER_URL' })
})

test('the same handler twice is refused, another query is another handler', () => {
  const { bind, rows } = aBinding()
  bind()
  expect(bind({ TITLE: 'Other' })).toMatchObject({
    status: 400, body: { error: 'ERROR_CORE', error_description: 'Unable to set placement handler: Handler already binded' },
  })
  expect(bind({ HANDLER: 'https://app.example.com/?2' }).body['result']).toBe(true)
  expect(rows().map(({ id }) => id)).toEqual([1, 2])
})

test('the item of the mobile messenger checks whom it is for, and keeps no icon', () => {
  const { bind, rows } = aBinding()
  expect(bind({ PLACEMENT: 'IMMOBILE_CONTEXT_MENU', OPTIONS: { role: 'user' } }).body['result']).toMatchObject({ error: 'INVALID_ERROR_ROLE' })
  expect(bind({ PLACEMENT: 'IMMOBILE_CONTEXT_MENU' }).body['result']).toBe(true)
  expect(rows()[0]?.options).toEqual({ extranet: 'N', context: 'ALL', role: 'USER' })
})

test('placement.get lists registrations for an administrator', () => {
  const { bind, call } = aBinding()
  bind({ LANG_ALL: { de: { TITLE: 'Gespräch' } } })
  call('placement.bind', { PLACEMENT: 'LEFT_MENU', HANDLER: 'https://app.example.com/menu' })
  expect(call('placement.get').body['result']).toEqual([
    {
      id: 1, placement: 'IM_SIDEBAR', userId: 0, handler: 'https://app.example.com/', options: defaults, title: 'Gespräch', description: '',
      langAll: { de: { TITLE: 'Gespräch', DESCRIPTION: '', GROUP_NAME: '' } },
    },
    expect.objectContaining({ placement: 'LEFT_MENU', options: [] }),
  ])
  expect(call('placement.get', {}, 2)).toMatchObject({ status: 403, body: { error: 'ACCESS_DENIED' } })
})

test('placement.list names what the token opens, to anybody', () => {
  const list = aPortal().call('placement.list', {}, 2).body['result']
  expect(list).toEqual(expect.arrayContaining(['IM_SIDEBAR', 'IM_TEXTAREA', 'IM_NAVIGATION', 'IM_CONTEXT_MENU', 'REST_APP_URI']))
  expect(list).not.toContain('TASK_VIEW_TAB')
})

test('placement.list can be asked for one scope or for everything', () => {
  const { call } = aPortal()
  expect(call('placement.list', { SCOPE: 'task' }).body['result']).toEqual(['TASK_VIEW_TAB', 'TASK_VIEW_SIDEBAR'])
  expect(call('placement.list', { SCOPE: '' }).body['result']).toEqual(['IM_SMILES_SELECTOR', 'LEFT_MENU', 'PAGE_BACKGROUND_WORKER', 'REST_APP_URI'])
  expect(call('placement.list', { FULL: true }).body['result']).toContain('CRM_DEAL_DETAIL_TAB')
  expect(call('placement.list', { SCOPE: 'task', FULL: true }).body['result']).not.toContain('IM_SIDEBAR')
})

test('unbinding counts every row twice', () => {
  const { bind, call, rows } = aBinding()
  bind()
  bind({ HANDLER: 'https://app.example.com/?2' })
  expect(call('placement.unbind', { PLACEMENT: 'im_sidebar' }).body['result']).toEqual({ count: 4 })
  expect(rows()).toEqual([])
  expect(call('placement.unbind', { PLACEMENT: 'IM_SIDEBAR' }).body['result']).toEqual({ count: 0 })
})

test('unbinding can be limited to a handler or a person', () => {
  const { bind, call, rows } = aBinding()
  bind()
  bind({ HANDLER: 'https://app.example.com/?2' })
  expect(call('placement.unbind', { PLACEMENT: 'IM_SIDEBAR', HANDLER: 'https://app.example.com/?2' }).body['result']).toEqual({ count: 2 })
  expect(call('placement.unbind', { PLACEMENT: 'IM_SIDEBAR', USER_ID: 2 }).body['result']).toEqual({ count: 0 })
  expect(rows()).toMatchObject([{ handler: 'https://app.example.com/' }])
})

test('unbinding is for administrators and needs a placement', () => {
  const { call } = aPortal()
  expect(call('placement.unbind', { PLACEMENT: 'IM_SIDEBAR' }, 2)).toMatchObject({ status: 403, body: { error: 'ACCESS_DENIED' } })
  expect(call('placement.unbind')).toMatchObject({ status: 400, body: { error: 'ERROR_ARGUMENT', argument: 'PLACEMENT' } })
  expect(call('placement.unbind', { PLACEMENT: ['IM_SIDEBAR'] }).body['error_description']).toBe('The value of an argument \'PLACEMENT\' must be of type string')
})

test('options that are numbers are given back as numbers, whatever they were sent as', () => {
  const { bind, call } = aBinding()
  bind({ PLACEMENT: 'IM_TEXTAREA', OPTIONS: { iconName: 'fa-users', width: '250' } })
  expect(call('placement.get').body['result']).toMatchObject([{ options: { iconName: 'fa-users', width: 250, height: 100 } }])
})
