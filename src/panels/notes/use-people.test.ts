import { expect, test } from 'vitest'
import { defineComponent } from 'vue'
import { aPortal } from '../../../tests/support/a-portal.ts'
import { aUser, openingAnswers } from '../../../tests/support/answers.ts'
import { mountInApp, settle } from '../../../tests/support/mount.ts'
import { type NotePeople, useNotePeople } from './use-people.ts'

test('a line is given to nobody who has left the company and to no bot, but what was theirs has their name', async () => {
  const members = [aUser(), aUser({ id: 2, name: 'Ben Okafor' }), aUser({ id: 3, name: 'Cleo Lee', active: false }), aUser({ id: 4, name: 'Robo', bot: true })]
  let people: NotePeople | undefined
  await mountInApp(defineComponent(() => {
    people = useNotePeople({ kind: 'group', viewerId: 2, person: null, members: [] })
    return () => null
  }), { portal: aPortal({ answers: openingAnswers({ 'im.dialog.users.list': members }) }) })
  await settle()
  expect(people?.people.value).toEqual([{ id: 2, name: 'You' }, { id: 1, name: 'Anna Schmidt' }])
  expect(people?.nameOf(3)).toBe('Cleo Lee')
})
