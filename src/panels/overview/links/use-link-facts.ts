import { computed } from 'vue'
import type { CrmDetails, LineDetails, LinkDetails, TaskDetails } from '../../../chat/link-details.ts'
import { shorten } from '../../../lib/cut-characters.ts'
import { createDetailFormats } from '../../../texts/detail-formats.ts'
import { useTexts } from '../../../texts/texts.ts'

/** One line: what it is, and what the portal says. `isAlert` where the words alone may be overlooked. */
export interface Fact {
  name: string
  value: string
  isAlert?: boolean
}

/** Names are somebody's text: room for two lines of the narrowest column. */
const LONGEST_VALUE = 120

/** Names of their own, the same in every language, as imconnector.list prints them. */
const CONNECTORS: ReadonlyMap<string, string> = new Map([['telegrambot', 'Telegram'], ['network', 'Bitrix24.Network']])

/** What is known of a link, as lines; what is not is left out. */
export function useLinkFacts(): (details: LinkDetails) => Fact[] {
  const { t, formats, tag } = useTexts()
  const written = computed(() => createDetailFormats(tag.value))

  function ofRecord({ stage, amount, contact, company, phone, responsible }: CrmDetails): Fact[] {
    return [
      { name: t('panels.overview.details.stage'), value: stage },
      { name: t('panels.overview.details.amount'), value: amount ? written.value.money(amount.value, amount.currency) : '' },
      { name: t('panels.overview.link-contact'), value: contact },
      { name: t('panels.overview.link-company'), value: company },
      { name: t('panels.overview.details.phone'), value: phone },
      { name: t('panels.overview.details.responsible'), value: responsible },
    ]
  }

  function ofTask({ status, deadline, isOverdue, responsible }: TaskDetails): Fact[] {
    const when = deadline ? written.value.moment(deadline) : ''
    return [
      { name: t('panels.overview.details.status'), value: status ? t(`panels.overview.details.status-${status}`) : '' },
      { name: t('panels.overview.details.deadline'), value: isOverdue ? t('panels.overview.details.overdue', { when }) : when, isAlert: isOverdue },
      { name: t('panels.overview.details.responsible'), value: responsible },
    ]
  }

  function ofLine({ channel, connector, customer, session, operator, lastWord, readAt }: LineDetails): Fact[] {
    const when = lastWord?.at ? formats.value.ago(lastWord.at, readAt ?? lastWord.at) : ''
    return [
      { name: t('panels.overview.details.channel'), value: channel },
      {
        name: t('panels.overview.details.connector'),
        value: connector === 'livechat' ? t('panels.overview.details.connector-livechat') : CONNECTORS.get(connector) ?? connector,
      },
      { name: t('panels.overview.details.customer'), value: customer },
      { name: t('panels.overview.details.session'), value: session && t('panels.overview.link-number', { id: session }) },
      { name: t('panels.overview.details.operator'), value: operator },
      {
        name: t('panels.overview.details.last-word'),
        value: when && t(lastWord?.isCustomers ? 'panels.overview.details.last-customer' : 'panels.overview.details.last-ours', { when }),
      },
    ]
  }

  return (details) => {
    const facts = details.kind === 'crm' ? ofRecord(details) : details.kind === 'task' ? ofTask(details) : ofLine(details)
    return facts.filter(({ value }) => value !== '').map(fact => ({ ...fact, value: shorten(fact.value, LONGEST_VALUE) }))
  }
}
