import { shallowReactive } from 'vue'
import { PortalError, usePortal } from '../../bitrix24/index.ts'
import { isAnswerLost, likeMessage, readLikes } from '../../messages/actions/write-to-message.ts'
import { isLikedBy, type Likes } from '../../messages/message-likes.ts'

export interface LikeState {
  isLiked: boolean
  count: number
  /** Shown before the portal has said so. */
  isPending: boolean
  /** Why it is not what was asked for: the portal left it as it was, failed, or did not say what it did. */
  problem: null | { kind: 'refused' } | { kind: 'failed' | 'lost', error: PortalError }
}

export interface LikesOfMessages {
  likeOf(messageId: number): LikeState
  toggle(messageId: number): Promise<void>
}

interface LikeOptions {
  chatId: number
  /** What the portal said with the messages. */
  told: () => ReadonlyMap<number, Likes>
  /** Who looks; null where the portal did not say. */
  viewerId: () => number | null
}

const NO_LIKES: Likes = { likedBy: [], count: 0, isOwn: null }

/** Likes as they are set and taken back here; what the portal says of them decides. */
export function useLikes({ chatId, told, viewerId }: LikeOptions): LikesOfMessages {
  const portal = usePortal()
  const states = shallowReactive(new Map<number, { state: LikeState, /** What the portal had said then. */ heard: Likes | undefined }>())

  const fromPortal = (likes: Likes): LikeState => ({ isLiked: isLikedBy(viewerId(), likes), count: likes.count, isPending: false, problem: null })
  const keep = (messageId: number, state: LikeState) => states.set(messageId, { state, heard: told().get(messageId) })
  const likeOf = (messageId: number): LikeState => {
    const own = states.get(messageId)
    const heard = told().get(messageId)
    // what the portal says later counts
    return own && (own.state.isPending || own.heard === heard) ? own.state : fromPortal(heard ?? NO_LIKES)
  }

  /** What the portal shows now; null when it does not say. */
  async function readBack(messageId: number): Promise<LikeState | null> {
    const likes = await readLikes(portal, { chatId, messageId }).catch((error: unknown) => {
      if (error instanceof PortalError) return null
      throw error
    })
    return likes && fromPortal(likes)
  }

  async function send(messageId: number, before: LikeState, wished: LikeState): Promise<LikeState> {
    try {
      if (await likeMessage(portal, { chatId, messageId, isLiked: wished.isLiked }) === 'changed') return { ...wished, isPending: false }
      // the page's meaning, unless what is read says otherwise
      const now = await readBack(messageId) ?? { ...wished, isPending: false }
      return now.isLiked === wished.isLiked ? now : { ...now, problem: { kind: 'refused' } }
    } catch (cause) {
      const error = PortalError.from(cause)
      const now = isAnswerLost(error) ? await readBack(messageId) : null
      if (now?.isLiked === wished.isLiked) return now
      return { ...now ?? before, problem: { kind: isAnswerLost(error) && !now ? 'lost' : 'failed', error } }
    }
  }

  return {
    likeOf,
    async toggle(messageId) {
      const before = { ...likeOf(messageId), problem: null }
      if (before.isPending) return
      const isLiked = !before.isLiked
      const wished: LikeState = { isLiked, count: Math.max(0, before.count + (isLiked ? 1 : -1)), isPending: true, problem: null }
      keep(messageId, wished)
      keep(messageId, await send(messageId, before, wished))
    },
  }
}
