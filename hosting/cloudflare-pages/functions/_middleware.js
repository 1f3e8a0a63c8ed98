/**
 * Cloudflare Pages answers POST with 405 for a file, and portals open the page by POST: the same address is asked for by GET.
 * What _headers says is sent with it.
 */
export function onRequestPost({ request, env }) {
  return env.ASSETS.fetch(request.url)
}
