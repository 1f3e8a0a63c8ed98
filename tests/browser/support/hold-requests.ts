import type { Page, Request } from '@playwright/test'

/**
 * Holds requests to the portal's REST until they are released, so that a test sees the state before the answer on a machine of any
 * speed; a merely late answer cannot promise that. Returns the function that releases them and all later ones.
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

/** Only requests with this text in their body, without the first few. */
export function after(passed: number, what: string): (request: Request) => boolean {
  let count = 0
  return request => (request.postData() ?? '').includes(what) && (count += 1) > passed
}
