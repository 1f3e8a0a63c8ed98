import { bindParams, type SidebarItem } from '../registration/sidebar-item.ts'
import { indent } from './indent.ts'
import { toJavaScript } from './quote-javascript.ts'

/** A module for `@bitrix24/b24jssdk` 2. To the SDK a refusal of the messenger is a success whose result is not `true`. */
export function jsSdkSample(item: SidebarItem): string {
  return `import { initializeB24Frame } from '@bitrix24/b24jssdk'

const b24 = await initializeB24Frame()
const response = await b24.actions.v2.call.make({
  method: 'placement.bind',
  params: ${indent(toJavaScript(bindParams(item)), 2)},
})

if (!response.isSuccess) {
  throw new Error(\`Not registered: \${response.getErrorMessages().join('; ')}\`)
}
const { result } = response.getData()
if (result !== true) {
  throw new Error(\`Not registered: \${JSON.stringify(result)}\`)
}
console.info('Registered')
`
}
