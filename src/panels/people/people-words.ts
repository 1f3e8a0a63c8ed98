import type { MemberList } from '../../people/load-members.ts'
import { useTexts } from '../../texts/texts.ts'
import type { ChatMember } from '../../people/members.ts'

/** How many people are shown, of how many, and whether that is all: never more than is known. */
export function useCountText(): (list: MemberList, shown: number, isSelection: boolean) => string {
  const { t, plural, formats } = useTexts()
  return ({ members, total, progress }, shown, isSelection) => {
    const { number } = formats.value
    const known = total ?? members.length
    const all = progress.state === 'complete' || members.length >= known ? '' : t('panels.people.so-far', { count: number(members.length), total: number(known) })
    if (isSelection) return [t('panels.people.found', { count: number(shown), total: number(members.length) }), all].filter(Boolean).join(' ')
    if (all) return all
    return members.length < known ? t('panels.people.listed', { count: number(members.length), total: number(known) }) : plural('panels.people.count', members.length)
  }
}

/** Whether somebody has read everything, in words; `''` where it is not known. */
export function useReadingText(): (member: ChatMember) => string {
  const { t } = useTexts()
  return ({ reading }) => reading === 'unknown' ? '' : t(`panels.people.has-${reading}`)
}
