/** Answers of the portal's REST in Bitrix24's own spelling, as im.dialog.get, im.dialog.users.list and others document them. */

type Fields = Record<string, unknown>

export function aUser(fields: Fields = {}): Fields {
  return {
    id: 1,
    active: true,
    name: 'Anna Schmidt',
    first_name: 'Anna',
    last_name: 'Schmidt',
    work_position: 'Designer',
    color: '#29619b',
    avatar: '',
    gender: 'F',
    birthday: '',
    extranet: false,
    network: false,
    bot: false,
    connector: false,
    external_auth_id: 'default',
    status: 'online',
    idle: false,
    last_activity_date: '2026-03-10T11:58:00+00:00',
    mobile_last_date: false,
    desktop_last_date: false,
    absent: false,
    departments: [1],
    phones: false,
    type: 'user',
    ...fields,
  }
}

export function aDialog(fields: Fields = {}): Fields {
  return {
    id: 7,
    title: 'Launch',
    name: 'Launch',
    description: '',
    owner: 1,
    extranet: false,
    avatar: '',
    color: '#58cc47',
    type: 'chat',
    message_type: 'C',
    entity_type: '',
    entity_id: '',
    entity_data_1: '',
    entity_data_2: '',
    entity_data_3: '',
    entity_link: { type: '', url: '', id: '' },
    date_create: '2026-02-03T10:00:00+00:00',
    user_counter: 2,
    message_count: 41,
    last_message_id: 500,
    role: 'member',
    manager_list: [],
    restrictions: { user_list: true },
    readed_list: [],
    last_message_views: { message_id: 0, first_viewers: [], count_of_viewers: 0 },
    ...fields,
  }
}

/** Everything that opening the sidebar asks for; the viewer is person 2. */
export function openingAnswers(answers: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    'im.dialog.get': aDialog(),
    'im.dialog.users.list': [aUser(), aUser({ id: 2, name: 'Ben Okafor', first_name: 'Ben', last_name: 'Okafor', work_position: '' })],
    'im.user.get': aUser(),
    'scope': ['im', 'placement'],
    'profile': { ID: '2', ADMIN: false, NAME: 'Ben', LAST_NAME: 'Okafor' },
    'server.time': '2026-03-10T12:00:00+00:00',
    ...answers,
  }
}
