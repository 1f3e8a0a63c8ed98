import { object, safeParse } from 'valibot'
import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef } from 'vue'
import { line } from '../../bitrix24/fields.ts'
import { usePortal } from '../../bitrix24/index.ts'
import { useDialogId } from '../../chat/beside.ts'
import { useChatStore } from '../../chat/chat-store.ts'
import { useLinkDetails } from '../../chat/link-details-store.ts'
import type { CrmDetails } from '../../chat/link-details.ts'
import { createDetailFormats } from '../../texts/detail-formats.ts'
import { useErrorText, type ErrorText } from '../../texts/error-text.ts'
import { useTexts } from '../../texts/texts.ts'
import { useTemplates } from '../../templates/templates-store.ts'
import { RECORD_VARIABLES, usesVariable, type VariableValues } from '../../templates/variables.ts'

interface Values {
  /** What each variable stands for beside this chat; `at` is the time that is meant. */
  valuesAt: (at: Date) => VariableValues
  now: ComputedRef<VariableValues>
  /** First name of the other person of a private conversation; `''` in any other, or while it is not known. */
  otherName: Readonly<ComputedRef<string>>
  /** There is one other person whom a first name can mean. */
  isPrivate: ComputedRef<boolean>
  /** Who is in the chat, as far as they are known, besides who looks. */
  members: ComputedRef<string[]>
  /** Templates name fields of a CRM record that the app may not see. */
  isRecordHidden: ComputedRef<boolean>
  /** Why nothing is known of this chat; null where something is, or may be in a moment. */
  chatProblem: ComputedRef<ErrorText | null>
  /** Asks for the chat once more where it could not be read. */
  readChatAgain: () => void
}

/** Milliseconds after which the time in a preview is looked at again. */
const TICK = 20_000

const firstNameAnswer = object({ first_name: line })
/** What variables stand for beside this chat. `chosenName` is the first name that somebody typed, null for none. */
export function useValues(chosenName: () => string | null): Values {
  const portal = usePortal()
  const { tag, formats } = useTexts()
  const store = useTemplates()
  const chat = useChatStore()
  const dialogId = useDialogId()
  const errorText = useErrorText()
  const links = useLinkDetails()
  const written = computed(() => createDetailFormats(tag.value))
  const overview = computed(() => chat.chat.state === 'ready' ? chat.chat.overview : null)

  const loadedName = shallowRef<{ id: number, name: string } | null>(null)
  const person = computed(() => overview.value?.kind === 'private' ? overview.value.person : null)
  watch(() => person.value?.id, async (id) => {
    if (id === undefined) return
    const answer = await portal.call({ method: 'im.user.get', params: { ID: id } }).catch(() => null) // then it is empty, and can be typed
    const { success, output } = safeParse(firstNameAnswer, answer)
    if (success) loadedName.value = { id, name: output.first_name.trim() }
  }, { immediate: true })
  const otherName = computed(() => person.value && loadedName.value?.id === person.value.id ? loadedName.value.name : '')

  const texts = computed(() => [...store.templatesOf('own'), ...store.templatesOf('company')].map(({ text }) => text))
  const needsRecord = computed(() => texts.value.some(text => RECORD_VARIABLES.some(name => usesVariable(text, `record ${name}`))))
  // nothing is asked of the CRM for templates that do not name it
  watch(() => needsRecord.value && (overview.value?.links.length ?? 0) > 0, needed => needed && links.start(), { immediate: true })
  const reading = computed(() => links.details.state === 'ready' ? links.details.reading : null)
  const record = computed((): CrmDetails | null => {
    for (const outcome of reading.value?.outcomes.values() ?? []) {
      if (outcome.state === 'ready' && outcome.details.kind === 'crm') return outcome.details
    }
    return null
  })

  const tick = ref(new Date())
  const timer = setInterval(() => {
    tick.value = new Date()
  }, TICK)
  onScopeDispose(() => clearInterval(timer))

  function valuesAt(at: Date): VariableValues {
    const of = record.value
    return {
      'first name': chosenName() ?? otherName.value,
      'my name': store.myName,
      'date': formats.value.date(at),
      'time': written.value.time(at),
      'chat': overview.value?.title ?? '',
      'record title': of?.title,
      'record stage': of?.stage,
      'record amount': of?.amount ? written.value.money(of.amount.value, of.amount.currency) : '',
      'record contact': of?.contact,
      'record company': of?.company,
      'record phone': of?.phone,
      'record responsible': of?.responsible,
    }
  }

  return {
    valuesAt,
    now: computed(() => valuesAt(tick.value)),
    otherName,
    isPrivate: computed(() => overview.value?.kind === 'private'),
    members: computed(() => (overview.value?.members ?? []).filter(({ id, isBot }) => !isBot && id !== overview.value?.viewerId).map(({ name }) => name)),
    chatProblem: computed(() => chat.chat.state === 'failed' ? errorText(chat.chat.error) : null),
    readChatAgain() {
      if (chat.chat.state === 'failed') void chat.load(dialogId)
    },
    isRecordHidden: computed(() => needsRecord.value && (reading.value?.missing.includes('crm') ?? false)),
  }
}
