/** The browser's storage for this session; null where it is closed, as in a frame whose cookies are blocked: asking for it throws there. */
export function sessionStorageOf(page: Pick<Window, 'sessionStorage'> = window): Storage | null {
  try {
    return page.sessionStorage
  } catch {
    return null // what is kept for a session is a small loss
  }
}
