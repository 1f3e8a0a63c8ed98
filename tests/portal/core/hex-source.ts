import { hexText } from './world/random.ts'

/** Makes hexadecimal text of any length, different at every call and the same for the same seed. Not for secrets. */
export function createHexSource(seed: string): (length: number) => string {
  let count = 0
  return (length) => {
    count += 1
    return hexText(`${seed}:${count}`, length)
  }
}
