import { shallowReactive } from 'vue'
import { PortalError, usePortal } from '../../bitrix24/index.ts'
import { isAnswerLost } from '../../chat/answer-lost.ts'
import { isLikedBy, likeMessage, readLikes } from '../../chat/like-message.ts'
import type { ChatMessage } from '../../chat/message.ts'

export interface LikeState {
  isLiked: boolean
  count: number
  /** Shown before the portal has said so. */
  isPending: boolean
  /** Why it is not what was asked for: the portal left it as it was, failed, or did not say what it did. */
  problem: null | { kind: 'refused' } | { kind: 'failed' | 'lost', error: PortalError }
}

export interface Likes {
  likeOf(message: ChatMessage): LikeState
  toggle(message: ChatMessage): Promise<void>
}

interface LikeOptions {
  chatId: number
  /** Who looks; null where the portal did not say. */
  viewerId: () => number | null
}

/** Likes as they are set and taken back here; what the portal says of them decides. */
export function useLikes({ chatId, viewerId }: LikeOptions): Likes {
  const portal = usePortal()
  const states = shallowReactive(new Map<number, LikeState>())

  const fromPortal = (message: ChatMessage): LikeState => (
    { isLiked: isLikedBy(viewerId(), message), count: message.likeCount, isPending: false, problem: null }
  )
  const likeOf = (message: ChatMessage) => states.get(message.id) ?? fromPortal(message)

  /** What the portal shows now; null when it does not say. */
  async function readBack(messageId: number): Promise<LikeState | null> {
    const message = await readLikes(portal, { chatId, messageId }).catch((error: unknown) => {
      if (error instanceof PortalError) return null
      throw error
    })
    return message && fromPortal(message)
  }

  async function send(messageId: number, before: LikeState, wished: LikeState): Promise<LikeState> {
    try {
      if (await likeMessage(portal, { chatId, messageId, isLiked: wished.isLiked }) === 'changed') return { ...wished, isPending: false }
      // the page's meaning, unless what is read says otherwise
      const now = await readBack(messageId) ?? { ...wished, isPending: false }
      return now.isLiked === wished.isLiked ? now : { ...now, problem: { kind: 'refused' } }
    } catch (cause) {
      const error = cause instanceof PortalError ? cause : new PortalError('unknown', { cause })
      const now = isAnswerLost(error) ? await readBack(messageId) : null
      if (now?.isLiked === wished.isLiked) return now
      return { ...now ?? before, problem: { kind: isAnswerLost(error) && !now ? 'lost' : 'failed', error } }
    }
  }

  return {
    likeOf,
    async toggle(message) {
      const before = { ...likeOf(message), problem: null }
      if (before.isPending) return
      const isLiked = !before.isLiked
      const wished: LikeState = { isLiked, count: Math.max(0, before.count + (isLiked ? 1 : -1)), isPending: true, problem: null }
      states.set(message.id, wished)
      states.set(message.id, await send(message.id, before, wished))
    },
  }
}
