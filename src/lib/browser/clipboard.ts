/** Whether a text went into the clipboard: a frame without the permission is refused, and an address without https has no clipboard. */
export async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
