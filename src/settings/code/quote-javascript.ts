import { toJson } from './quote-json.ts'

/**
 * A JavaScript literal that also survives inside of `<script>`, where three sequences mean something even in a text:
 * https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements
 */
export function toJavaScript(value: unknown): string {
  return toJson(value).replace(/<(?=!--|\/?script)/gi, '\\u003c')
}
