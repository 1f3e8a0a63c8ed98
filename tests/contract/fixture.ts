import { readFileSync } from 'node:fs'

/** An answer as a page of the REST documentation prints it. */
export interface Fixture {
  /** Page in the documentation's repository. */
  source: string
  /** Day on which the page was read, ISO date. */
  read: string
  answer: Record<string, unknown>
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The fixture of a REST method, without the envelope's `time`. @throws Error when the file is not a fixture */
export function readFixture(method: string): Fixture {
  const fixture: unknown = JSON.parse(readFileSync(new URL(`../fixtures/${method}.json`, import.meta.url), 'utf8'))
  if (!isRecord(fixture) || typeof fixture['source'] !== 'string' || typeof fixture['read'] !== 'string' || !isRecord(fixture['answer'])) {
    throw new Error(`tests/fixtures/${method}.json is no fixture`)
  }
  const answer = Object.fromEntries(Object.entries(fixture['answer']).filter(([name]) => name !== 'time'))
  return { source: fixture['source'], read: fixture['read'], answer }
}
