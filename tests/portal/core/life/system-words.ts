import type { Person, World } from '../world/model.ts'
import { fullName } from '../world/people.ts'
import { type Saying, sentencesIn } from './system-sentences.ts'

/** The source passes a bare name into these (V2/Chat.php, sendMessageUpdateAvatar; im_chat.php, AddSystemMessage). */
const NAMED: ReadonlySet<Saying> = new Set<Saying>(['renamed', 'pictured', 'handedOver'])
/** Only tags were ever passed into these. */
const TAGGED: ReadonlySet<Saying> = new Set<Saying>(['joined', 'pinned'])

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
 * possibility is the portal's own (`systemLanguage`). Which sentences name people by a tag
 * (`systemNames`) and what they say (`systemSentences`) has changed over the years.
 */
export function systemWords({ settings }: World, saying: Saying, { who, whom = [], title = '', context = '' }: Places): string {
  const { systemLanguage = 'actor', systemNames = 'as-sourced', systemSentences = 'earlier' } = settings.undocumented ?? {}
  const code = systemLanguage === 'actor' ? who.language : settings.language
  const said = sentencesIn(code, systemSentences)[saying]
  const isTagged = TAGGED.has(saying) || systemNames === 'all-tagged' || (systemNames === 'as-sourced' && !NAMED.has(saying))
  const name = (person: Person) => isTagged ? tag(person) : fullName(person)
  // Whom somebody invited is always a tag.
  const others = whom.map(person => saying === 'invited' ? tag(person) : name(person)).join(', ')
  const places: Record<string, string> = { who: name(who), whom: others, title, context }
  return (typeof said === 'string' ? said : said[who.gender === 'F' ? 1 : 0]).replaceAll(/\{(\w+)\}/g, (_whole, place: string) => places[place] ?? '')
}
