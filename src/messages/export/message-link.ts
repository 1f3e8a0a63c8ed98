import type { ExportFacts } from './export-plan.ts'

/**
 * A message in the messenger, which carries no token: whoever follows it signs in. The parameters are those of the messenger's own
 * source (im/install/js/im/v2/const, path.js and get-params.js in bitrix-core-business).
 */
export function messageLink({ origin }: Pick<ExportFacts, 'origin'>, dialogId: string, messageId: number): string {
  return `${origin}/online/?IM_DIALOG=${encodeURIComponent(dialogId)}&IM_MESSAGE=${messageId}`
}
