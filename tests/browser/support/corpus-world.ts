import { activeMembers, inOrderOfJoining } from '../../portal/core/world/dialog.ts'
import type { Scenario } from '../../portal/core/world/model.ts'
import { scenario } from '../../portal/scenarios/index.ts'
import { messageCorpus } from '../../fixtures/message-corpus/corpus.ts'

/** Words in every name and every message of the corpus, so that a search finds all of them and nothing else. */
export const NAME_MARK = 'quincename'
export const TEXT_MARK = 'quincetext'
export const CORPUS_CHAT = 3_000
const FIRST_FILE = 900_001
const FIRST_DEPARTMENT = 50_001
/** The app cuts a longer name, together with the mark after it. */
const LONGEST_NAME = 250

/** Texts that can leave their place come first, because the Overview shows only the first eight people. */
const inOrder = [...messageCorpus].sort((one, other) => rank(one.name) - rank(other.name))

function rank(name: string): number {
  return /^(?:zalgo|bidi|long|html-script|invisible)/.test(name) ? 0 : 1
}

/**
 * The demo company with the whole corpus in its largest chat: one person, department, file and message of each, and all of them
 * together in the chat's own title and description.
 */
export const corpusScenario: Scenario = {
  name: 'corpus',
  title: 'Hostile texts',
  description: 'Everything that people write is from the corpus.',
  create(place) {
    const world = scenario('big-group').create(place)
    const chat = world.chats.get(CORPUS_CHAT)
    if (!chat) throw new Error(`There is no chat ${CORPUS_CHAT}`)
    const people = inOrderOfJoining(chat, [...activeMembers(world, chat)].map(([, person]) => person), ({ id }) => id).filter(({ isBot }) => !isBot)
    world.departmentNames = new Map()
    for (const [index, { text }] of inOrder.entries()) {
      const author = people[index]
      if (!author) throw new Error('There are fewer people than hostile texts.')
      const isLong = text.length > LONGEST_NAME
      const name = isLong ? { firstName: NAME_MARK, lastName: text } : { firstName: text, lastName: NAME_MARK }
      Object.assign(author, { ...name, position: text, departments: [FIRST_DEPARTMENT + index] })
      world.departmentNames.set(FIRST_DEPARTMENT + index, text)
      const fileId = FIRST_FILE + index
      chat.files.set(fileId, { id: fileId, name: text, type: 'file', size: 1, authorId: author.id, createdAt: place.now })
      chat.messages.add({ authorId: author.id, createdAt: place.now, text: `${text}\n${TEXT_MARK}`, likedBy: [], fileIds: [fileId], systemCode: '' })
    }
    chat.ownerId = people[0]?.id ?? 0
    chat.name = messageCorpus.map(({ text }) => text.slice(0, 200)).join(' | ')
    chat.description = messageCorpus.map(({ text }) => text.slice(0, 20_000)).join('\n')
    return world
  },
}
