/** `npm run texts`: what there is of each language, as a table; ends with an error when one is not complete. */
import { BITRIX_LANGUAGES } from '../../src/settings/registration/titles.ts'
import { languageTag } from '../../src/texts/languages.ts'
import { languages, PARTS } from '../../hosting/build/text-files.ts'
import { digestOf, faultsIn, readGlossary, readTexts } from './text-files.ts'

const keys = PARTS.reduce((sum, part) => sum + Object.keys(readTexts('en', part)).length, 0)
const faulty: string[] = []
let complete = 0

console.log(`${'language'.padEnd(10)}${'keys'.padEnd(12)}${'checked'.padEnd(12)}second reading`)
for (const language of BITRIX_LANGUAGES.map(languageTag)) {
  if (!languages.includes(language)) {
    console.log(`${language.padEnd(10)}no folder`)
    continue
  }
  const faults = faultsIn(language)
  const there = PARTS.reduce((sum, part) => sum + Object.keys(readTexts('en', part)).filter(key => key in readTexts(language, part)).length, 0)
  const read = language === 'en' ? 'the original' : secondReading(language)
  console.log(`${language.padEnd(10)}${`${there}/${keys}`.padEnd(12)}${(faults.length === 0 ? 'yes' : `${faults.length} faults`).padEnd(12)}${read}`)
  faulty.push(...faults.map(fault => `${language}: ${fault}`))
  if (faults.length === 0) complete += 1
}
/** A text that was changed since then has been read by nobody else. */
function secondReading(language: string): string {
  const { readTwice } = readGlossary(language)
  const now = digestOf(language)
  return readTwice === now ? 'done' : readTwice === '' ? `not yet (${now})` : `before the latest changes (now ${now})`
}

if (faulty.length > 0) console.error(`\n${faulty.join('\n')}`)
console.log(`\n${complete} of ${BITRIX_LANGUAGES.length} complete`)
process.exit(complete === BITRIX_LANGUAGES.length ? 0 : 1)
