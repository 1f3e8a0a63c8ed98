import type { ExportFormat, ExportPlan } from '../export-plan.ts'
import type { FormatWriter } from '../export-message.ts'
import { createCsvWriter } from './csv.ts'
import { createHtmlWriter } from './html.ts'
import { createJsonWriter } from './json.ts'
import { createMarkdownWriter } from './markdown.ts'
import { createTextWriter } from './text.ts'

const WRITERS: Readonly<Record<ExportFormat, (plan: ExportPlan) => FormatWriter>> = {
  html: createHtmlWriter,
  markdown: createMarkdownWriter,
  text: createTextWriter,
  csv: createCsvWriter,
  json: createJsonWriter,
}

export function createWriter(plan: ExportPlan): FormatWriter {
  return WRITERS[plan.options.format](plan)
}
