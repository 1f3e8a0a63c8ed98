import type { ChatMember } from '../../people/members.ts'
import { useTexts } from '../../texts/texts.ts'

/** Whether somebody has read everything, in words; `''` where it is not known. */
export function useReadingText(): (member: ChatMember) => string {
  const { t } = useTexts()
  return ({ reading }) => reading === 'unknown' ? '' : t(`panels.people.has-${reading}`)
}
