import { useTexts } from '../../texts/texts.ts'
import { LONGEST_HANDLER, LONGEST_ICON_NAME, LONGEST_TITLE, type ItemField, type ItemIssue } from '../registration/check-item.ts'
import { kebab } from './kebab.ts'

const LONGEST: Partial<Record<ItemField, number>> = { handler: LONGEST_HANDLER, titles: LONGEST_TITLE, iconName: LONGEST_ICON_NAME }

/** Says what to do about something that the portal would refuse. */
export function useIssueText(): (issue: ItemIssue) => string {
  const { t, formats } = useTexts()
  return ({ field, code }) => t(`install.form.issue-${kebab(code)}`, { max: formats.value.number(LONGEST[field] ?? 0) })
}
