import { sharesWorkgroup } from '../../world/dialog.ts'
import { type Method, RestError } from '../../rest/exchange.ts'
import { integerOf, isGiven, upperCaseNames } from './params.ts'
import { userShape } from './user-shape.ts'

export const imUserGet: Method = {
  name: 'im.user.get',
  scopes: ['im'],
  source: 'api-reference/chats/users/im-user-get.md',
  run(params, { world, viewer }) {
    const given = upperCaseNames(params)['ID']
    const id = isGiven(given) ? integerOf(given) : viewer.id
    if (id <= 0) throw new RestError('ID_EMPTY', 'User ID can\'t be empty', 400)
    const person = world.people.get(id)
    if (!person) throw new RestError('USER_NOT_EXISTS', 'User does not exist', 400)
    if (viewer.isExtranet && id !== viewer.id && !sharesWorkgroup(world, viewer.id, id)) {
      throw new RestError('ACCESS_DENIED', 'You can request only users who are part of your extranet group', 400)
    }
    return { result: userShape(world, person) }
  },
}
