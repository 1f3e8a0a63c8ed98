/** So many that a guess takes about a tenth of a second on a computer of today; the browser does it beside the page's own work. */
const ITERATIONS = 200_000

/**
 * 256 bits made of texts, as 64 hexadecimal digits: who knows the texts makes the same, and who does not must guess them, slowly. The
 * parts cannot be run together. Null without Web Crypto, as on a page without https.
 */
export async function slowDigest(parts: readonly (string | number)[]): Promise<string | null> {
  try {
    const { subtle } = crypto
    const key = await subtle.importKey('raw', new TextEncoder().encode(JSON.stringify(parts)), 'PBKDF2', false, ['deriveBits'])
    const bits = await subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt: new TextEncoder().encode('chatside 1'), iterations: ITERATIONS }, key, 256)
    return Array.from(new Uint8Array(bits), byte => byte.toString(16).padStart(2, '0')).join('')
  } catch {
    return null // without https there is no `subtle`
  }
}
