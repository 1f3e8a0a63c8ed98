/** Milliseconds after which every browser has taken what it saves. */
const TAKEN = 10_000

/** Lets the browser save a text as a file; the address of its content ends soon after. */
export function saveFile(name: string, type: string, content: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), TAKEN)
}
