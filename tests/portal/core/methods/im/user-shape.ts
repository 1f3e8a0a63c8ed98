import { isoDate } from '../../world/dates.ts'
import { BLANK_AVATAR } from '../../world/cast.ts'
import type { Person, Presence, World } from '../../world/model.ts'
import { fullName } from '../../world/people.ts'

/** Address of the portal itself, in front of what it names by a path. */
export function portalOrigin({ settings }: World): string {
  return `${settings.isHttps ? 'https' : 'http'}://${settings.domain}`
}

export function absolute(world: World, address: string): string {
  return address.startsWith('/') ? portalOrigin(world) + address : address
}

/**
 * The pages name `online` and `dnd`. Assumed: `away` is printed as such (the setting exists), idle people stay `online` with
 * a date in `idle`, and people who are gone are `offline`; the alternative for the last is `online` with an old
 * `last_activity_date`.
 */
const STATUS: Readonly<Record<Presence, string>> = { online: 'online', idle: 'online', away: 'away', dnd: 'dnd', offline: 'offline' }

/** `socservices` is an account of the vendor's network, as most have in the cloud; `default` one of the portal's own. */
function externalAuthId(person: Person): string {
  if (person.isBot) return 'bot'
  if (person.isConnector) return 'imconnector'
  if (person.isNetwork) return 'replica'
  if (person.isOutside === 'guest') return 'im_guest'
  return person.id % 3 === 0 ? 'default' : 'socservices'
}

/**
 * The samples print `user` for staff; the others are those of the source, in its order (yuliai/bitrix-modules of May 2026,
 * im/lib/V2/Entity/User/UserClassResolver.php). Whoever is no employee is extranet, whatever the type (im_contact_list.php, IsExtranet).
 */
function userType(person: Person): string {
  if (person.isBot) return 'bot'
  if (person.isOutside) return person.isOutside
  return person.isExtranet && !person.isConnector ? 'extranet' : 'user'
}

/**
 * Somebody without a picture has `''`; some samples put the placeholder's path into `avatar_hr` and leave it relative, because
 * only `avatar` gets the portal's address in front (im.recent.list; bitrix-core-business, modules/im/lib/common.php).
 */
function avatars(world: World, person: Person): { avatar: string, avatar_hr: string } {
  if (person.avatar === BLANK_AVATAR) return { avatar: '', avatar_hr: BLANK_AVATAR }
  return { avatar: absolute(world, person.avatar), avatar_hr: absolute(world, person.avatar) }
}

/** A person as im.user.get, im.dialog.users.list, im.dialog.messages.get and im.recent.list print one. */
export function userShape(world: World, person: Person): Record<string, unknown> {
  const date = (time: number | null) => time === null ? false : isoDate(time, world.settings.utcOffsetMinutes)
  // nobody knows when a guest was there (UserGuest.php, of UserExternal, whose fillOnlineData reads nothing), and the status is everybody's
  const seenAt = person.isOutside === 'guest' ? null : person.lastActivityAt
  return {
    id: person.id,
    active: person.isActive,
    name: fullName(person),
    first_name: person.firstName,
    last_name: person.lastName,
    work_position: person.position,
    color: person.color,
    ...avatars(world, person),
    gender: person.gender,
    birthday: person.birthday,
    extranet: person.isExtranet,
    network: person.isNetwork,
    bot: person.isBot,
    connector: person.isConnector,
    external_auth_id: externalAuthId(person),
    status: person.isOutside === 'guest' ? 'online' : STATUS[person.presence],
    idle: person.presence === 'idle' ? date(person.lastActivityAt) : false,
    last_activity_date: date(seenAt),
    mobile_last_date: person.id % 4 === 0 ? date(seenAt) : false,
    desktop_last_date: person.id % 5 === 0 ? date(seenAt) : false,
    absent: date(person.absentUntil),
    departments: person.departments,
    phones: person.phone === '' ? false : { work_phone: person.phone, personal_mobile: person.phone, inner_phone: String(100 + person.id % 900) },
    // Assumed: the fields that entities.md lists for a bot; the samples show people only.
    bot_data: person.isBot ? { code: `bot_${person.id}`, type: 'bot', app_id: '', is_hidden: false, is_support_openline: false } : null,
    type: userType(person),
    website: '',
    email: person.email,
  }
}

function camelCase(name: string): string {
  return name.replaceAll(/_([a-z])/g, (_whole, letter: string) => letter.toUpperCase())
}

/** The same person in the spelling of im.dialog.messages.search. Keys inside `phones` keep their underscores there. */
export function camelUserShape(world: World, person: Person): Record<string, unknown> {
  return Object.fromEntries(Object.entries(userShape(world, person)).map(([name, value]) => [camelCase(name), value]))
}
