import type { Plugin } from 'vite'
import { pageDirectives, toPolicy, type Audience } from '../policy.ts'

/** The encoding must be within the first 1024 bytes, and the policy before everything that it applies to. */
const CHARSET = '<meta charset="utf-8" />'

/**
 * Puts the policy that a page can carry itself into `index.html`, always: Bitrix24's storage and GitHub Pages send none of our headers, and
 * where a host does, browsers obey both, so the stricter one counts. The page cannot say who may frame it (browsers ignore
 * `frame-ancestors` in a page), and `Referrer-Policy` needs an element of its own. The policy allows every portal that the build
 * accepts, so it includes all portals of the cloud.
 */
export function pagePolicy(audience: Audience): Plugin {
  return {
    name: 'chatside:page-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html) {
        if (!html.includes(CHARSET)) throw new Error(`index.html has no ${CHARSET}, after which its policy is put.`)
        const policy = toPolicy(pageDirectives({ ...audience, isAnyCloud: true }))
        return html.replace(CHARSET, `${CHARSET}\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`)
      },
    },
  }
}
