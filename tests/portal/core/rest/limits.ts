/** The two limits of the cloud: https://apidocs.bitrix24.com/limits.html */

/**
 * Leaky bucket per address: a request adds one, every full second takes `perSecond` away, a request that would go over
 * `burst` is refused and not counted (whether the portal counts refused ones is not documented).
 */
export function createRateBuckets(limits: { burst: number, perSecond: number }): (ip: string, now: number) => boolean {
  const buckets = new Map<string, { level: number, drainedAt: number }>()
  return (ip, now) => {
    const bucket = buckets.get(ip) ?? { level: 0, drainedAt: now }
    const seconds = Math.max(0, Math.floor((now - bucket.drainedAt) / 1000))
    bucket.level = Math.max(0, bucket.level - seconds * limits.perSecond)
    bucket.drainedAt += seconds * 1000
    buckets.set(ip, bucket)
    if (bucket.level + 1 > limits.burst) return false
    bucket.level += 1
    return true
  }
}

/** Ten baskets of one minute. */
const BASKET_LIFE_MS = 600_000
const BASKET_MS = 60_000

interface Basket {
  /** When the first call of its minute began, in whole seconds as `operating_reset_at` tells: the basket lives ten minutes from then. */
  startedAt: number
  milliseconds: number
}

export interface OperatingState {
  seconds: number
  /** Unix seconds at which the oldest basket falls away; ten minutes from now when there is none. */
  resetAt: number
}

export interface OperatingBudget {
  state(method: string, now: number): OperatingState
  spend(method: string, now: number, milliseconds: number): void
}

/** Working time of each method of the one application, summed over the baskets of the last ten minutes. */
export function createOperatingBudget(): OperatingBudget {
  const byMethod = new Map<string, Map<number, Basket>>()
  const alive = (method: string, now: number): Map<number, Basket> => {
    const baskets = byMethod.get(method) ?? new Map<number, Basket>()
    for (const [minute, basket] of baskets) {
      if (basket.startedAt + BASKET_LIFE_MS <= now) baskets.delete(minute)
    }
    byMethod.set(method, baskets)
    return baskets
  }
  return {
    state: (method, now) => {
      const baskets = [...alive(method, now).values()]
      const oldest = baskets.reduce((first, { startedAt }) => Math.min(first, startedAt), now)
      return {
        seconds: baskets.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000,
        resetAt: Math.floor((oldest + BASKET_LIFE_MS) / 1000),
      }
    },
    spend: (method, now, milliseconds) => {
      const baskets = alive(method, now)
      const minute = Math.floor(now / BASKET_MS)
      const basket = baskets.get(minute)
      if (basket) basket.milliseconds += milliseconds
      else baskets.set(minute, { startedAt: Math.floor(now / 1000) * 1000, milliseconds })
    },
  }
}
