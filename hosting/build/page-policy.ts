import type { Plugin } from 'vite'
import { pageDirectives, toPolicy, type Audience } from '../policy.ts'

/** The encoding must be within the first 1024 bytes, and the policy in front of everything that it is about. */
const CHARSET = '<meta charset="utf-8" />'

/**
 * Puts what a page can say about itself into `index.html`, always: Bitrix24's storage and GitHub Pages send no headers of ours, and
 * where a host does, browsers obey both, so that the stricter counts. Who may frame the page cannot be said here (browsers ignore
 * `frame-ancestors` in a page), and neither can `Referrer-Policy` be left to it, which is an element of its own. It allows what the build
 * itself accepts as a portal, which cannot be told at build time to be one of the cloud's portals only.
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
