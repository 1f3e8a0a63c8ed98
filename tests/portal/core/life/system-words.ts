import type { Person, World } from '../world/model.ts'
import { fullName } from '../world/people.ts'

/**
 * What the portal itself writes. English and Russian are those of bitrix-core-business (modules/im/lang, lib/V2/Chat.php,
 * lib/V2/Chat/GroupChat.php, lib/V2/Link/Pin/PinService.php, lib/V2/Message/Delete/DeleteService.php, classes/general/im_chat.php),
 * German of the same files in bziksv/polimer; the English invitation is the sample of im-dialog-messages-get.md.
 * A pair is what is said of a man and of a woman.
 */
const WORDS = {
  en: {
    joined: ['{who} has joined the chat', '{who} has joined the chat'],
    invited: ['{who} invited {whom} to the chat', '{who} invited {whom} to the chat'],
    left: ['{who} left the chat.', '{who} left the chat.'],
    expelled: ['{who} ejected {whom} from chat.', '{who} ejected {whom} from chat.'],
    renamed: ['{who} changed the chat title to "{title}".', '{who} changed the chat title to "{title}".'],
    pictured: ['{who} changed the chat icon', '{who} changed the chat icon'],
    handedOver: ['{who} assigned {whom} as owner.', '{who} assigned {whom} as owner.'],
    pinned: ['{who} pinned a [CONTEXT={context}]message[/CONTEXT].', '{who} pinned a [CONTEXT={context}]message[/CONTEXT].'],
    deleted: ['This message has been deleted.', 'This message has been deleted.'],
  },
  de: {
    joined: ['{who} ist dem Chat beigetreten.', '{who} ist dem Chat beigetreten.'],
    invited: ['{who} hat {whom} zum Chat eingeladen.', '{who} hat {whom} zum Chat eingeladen.'],
    left: ['{who} hat den Chat verlassen.', '{who} hat den Chat verlassen.'],
    expelled: ['{who} hat {whom} aus dem Chat entfernt.', '{who} hat {whom} aus dem Chat entfernt.'],
    renamed: ['{who} hat den Chatnamen auf "{title}" geändert.', '{who} hat den Chatnamen auf "{title}" geändert.'],
    pictured: ['{who} hat Chat-Icon geändert.', '{who} hat Chat-Icon geändert.'],
    handedOver: ['{who} hat {whom} als Besitzer bestimmt.', '{who} hat {whom} als Besitzer bestimmt.'],
    pinned: ['{who} hat eine [CONTEXT={context}]Nachricht[/CONTEXT] fixiert.', '{who} hat eine [CONTEXT={context}]Nachricht[/CONTEXT] fixiert.'],
    deleted: ['Diese Nachricht wurde gelöscht.', 'Diese Nachricht wurde gelöscht.'],
  },
  ru: {
    joined: ['К чату присоединился {who}', 'К чату присоединилась {who}'],
    invited: ['{who} пригласил в чат {whom}', '{who} пригласила в чат {whom}'],
    left: ['{who} покинул чат', '{who} покинула чат'],
    expelled: ['{who} исключил {whom} из чата', '{who} исключила {whom} из чата'],
    renamed: ['{who} изменил тему чата на "{title}"', '{who} изменила тему чата на "{title}"'],
    pictured: ['{who} изменил иконку чата', '{who} изменила иконку чата'],
    handedOver: ['{who} назначил владельцем {whom}', '{who} назначила владельцем {whom}'],
    pinned: ['{who} закрепил [CONTEXT={context}]сообщение[/CONTEXT].', '{who} закрепила [CONTEXT={context}]сообщение[/CONTEXT].'],
    deleted: ['Это сообщение было удалено', 'Это сообщение было удалено'],
  },
} as const satisfies Record<string, Record<string, readonly [man: string, woman: string]>>

export type Saying = keyof typeof WORDS['en']

/** The source passes a bare name into these (V2/Chat.php, sendMessageUpdateAvatar; im_chat.php, AddSystemMessage). */
const NAMED: ReadonlySet<Saying> = new Set<Saying>(['renamed', 'pictured', 'handedOver'])
/** Only tags were ever passed into these. */
const TAGGED: ReadonlySet<Saying> = new Set<Saying>(['joined', 'pinned'])

function isLanguage(code: string): code is keyof typeof WORDS {
  return Object.hasOwn(WORDS, code)
}

/** As a short tag, `[USER=5][/USER]`, is printed (modules/im/lib/text.php, modifyShortUserTag). */
function tag(person: Person): string {
  return `[USER=${person.id} REPLACE]${fullName(person)}[/USER]`
}

interface Places {
  who: Person
  whom?: readonly Person[] | undefined
  title?: string
  /** Place and number of a message: `chat12/345`. */
  context?: string
}

/**
 * The portal's sentence. The source takes it in the language of the request, which is that of whoever acts; assumed, the other
 * possibility is the portal's own (`systemLanguage`). Which sentences name people by a tag has changed over the years (`systemNames`).
 */
export function systemWords({ settings }: World, saying: Saying, { who, whom = [], title = '', context = '' }: Places): string {
  const { systemLanguage = 'actor', systemNames = 'as-sourced' } = settings.undocumented ?? {}
  const code = systemLanguage === 'actor' ? who.language : settings.language
  const pair = WORDS[isLanguage(code) ? code : 'en'][saying]
  const isTagged = TAGGED.has(saying) || systemNames === 'all-tagged' || (systemNames === 'as-sourced' && !NAMED.has(saying))
  const name = (person: Person) => isTagged ? tag(person) : fullName(person)
  // Whom somebody invited is always a tag.
  const others = whom.map(person => saying === 'invited' ? tag(person) : name(person)).join(', ')
  const places: Record<string, string> = { who: name(who), whom: others, title, context }
  return pair[who.gender === 'F' ? 1 : 0].replaceAll(/\{(\w+)\}/g, (_whole, place: string) => places[place] ?? '')
}
