import type { Page, Request } from '@playwright/test'

/**
 * Keeps requests to the portal's REST back until they are let go: what is seen meanwhile is seen however slow the machine is,
 * which no answer that is only late can promise. Returns what lets them go, and all that come later.
 */
export async function holdRequests(page: Page, isHeld: (request: Request) => boolean): Promise<() => void> {
  let letGo: () => void = () => undefined
  const gate = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route('**/rest/**', async (route) => {
    if (isHeld(route.request())) await gate
    await route.continue()
  })
  return letGo
}

/** Those with this in their body, without the first few. */
export function after(passed: number, what: string): (request: Request) => boolean {
  let count = 0
  return request => (request.postData() ?? '').includes(what) && (count += 1) > passed
}
