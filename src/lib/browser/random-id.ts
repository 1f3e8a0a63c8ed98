/** 128 random bits as 32 hexadecimal digits: nobody guesses one. Unlike `randomUUID` it also exists on a plain http page. */
export function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')
}

/** 256 random bits as 64 hexadecimal digits: a secret for `createSealer`. */
export function makeSecret(): string {
  return randomId() + randomId()
}
