/**
 * The SDK's client for push comes with all that it imports in the file that is loaded late for it, once more where the first view has the same.
 * Imported beside what the first view uses of the SDK, it would be bundled into the file of every opening; shared between the two, its
 * helpers would be one more file of every opening.
 */
import type { Plugin } from 'vite'

const IMPORTER = '/src/bitrix24/application-channel.ts'
const SDK = '@bitrix24/b24jssdk'
/** Makes other modules of the files. */
const APART = '?apart'

/**
 * protobufjs is in the SDK whole, with a part that makes functions from text. The client never calls it, for its messages were compiled before, and
 * the page's policy would not let it. Out of the build it cannot be called by mistake.
 */
const GENERATOR = '/pullClient/protobuf/protobuf.mjs'
const FROM_TEXT = ['return Function.apply(null, scopeParams).apply(null, scopeValues);', 'return Function(source)();']

export function pullClientApart(): Plugin {
  return {
    name: 'chatside:pull-client-apart',
    apply: 'build',
    enforce: 'pre',
    async resolveId(source, importer = '') {
      const isFirst = source === SDK && importer.replaceAll('\\', '/').endsWith(IMPORTER)
      const isWithin = importer.endsWith(APART)
      if (!isFirst && !isWithin) return null
      const found = await this.resolve(source, isWithin ? importer.slice(0, -APART.length) : importer, { skipSelf: true })
      return found && { ...found, id: `${found.id}${APART}`, moduleSideEffects: false }
    },
    transform(code, id) {
      if (!id.replaceAll('\\', '/').endsWith(`${GENERATOR}${APART}`)) return null
      return FROM_TEXT.reduce((rest, statement) => {
        if (!rest.includes(statement)) throw new Error(`The SDK's protobuf has no "${statement}" any more: see what makes functions from text now.`)
        return rest.replace(statement, 'throw new Error("No code is made from text.");')
      }, code)
    },
  }
}
