import type { ExportPlan } from './export-plan.ts'
import { fill } from './export-texts.ts'
import schema from './formats/export.schema.json'
import { INDEX_NAME } from './formats/html.ts'
import { beginPage, encodeHtml, END_PAGE, pageLink } from './formats/html-page.ts'
import { SCHEMA_NAME } from './formats/json.ts'
import { createClock } from './clock.ts'
import { MANIFEST_NAME, manifestLines, type Manifest } from './manifest.ts'

export interface ExtraFile {
  name: string
  text: string
}

function table(rows: readonly (readonly [string, string])[]): string {
  return `<table>\n${rows.map(([label, text]) => `<tr><th scope="row">${encodeHtml(label)}</th><td><bdi>${encodeHtml(text)}</bdi></td></tr>`).join('\n')}\n</table>\n`
}

function indexPage(manifest: Manifest, plan: ExportPlan): string {
  const { facts, texts } = plan
  const clock = createClock(facts)
  const numbers = new Intl.NumberFormat(facts.language)
  const day = (date: string | null): string => date === null ? texts['no-date'] : clock.day(Date.parse(date))
  const pages = manifest.parts.map(({ file, first, last, messages }, index) =>
    `<li>${pageLink(file, fill(texts.part, { number: index + 1 }))}: <span class="note">${encodeHtml(`${day(first.date)} – ${day(last.date)} (${numbers.format(messages)})`)}</span></li>`)
  return `${beginPage({ language: facts.language, title: facts.chatTitle })}<h1><bdi>${encodeHtml(facts.chatTitle)}</bdi></h1>\n`
    + `<ul>\n${pages.join('\n')}\n</ul>\n<h2>${encodeHtml(texts.about)}</h2>\n${table(manifestLines(manifest, plan))}${END_PAGE}`
}

/** What comes with the messages besides the manifest. @param manifest as it is before these files are in it */
export function extraFiles(manifest: Manifest, plan: ExportPlan): ExtraFile[] {
  switch (plan.options.format) {
    case 'html': return [{ name: INDEX_NAME, text: indexPage(manifest, plan) }]
    case 'json': return [{ name: SCHEMA_NAME, text: `${JSON.stringify(schema, null, 2)}\n` }]
    default: return []
  }
}

/** The manifest for programs and for people. */
export function manifestFiles(manifest: Manifest, plan: ExportPlan): ExtraFile[] {
  const sums = [...manifest.parts, ...manifest.otherFiles].map(({ file, sha256 }) => `${sha256}  ${file}`)
  const lines = manifestLines(manifest, plan).map(([label, text]) => `${label}: ${text}`)
  return [
    { name: MANIFEST_NAME, text: `${JSON.stringify(manifest, null, 2)}\n` },
    { name: 'manifest.txt', text: `\uFEFF${[plan.texts.about, '', ...lines, '', plan.texts.sums, ...sums, ''].join('\n')}` },
  ]
}
