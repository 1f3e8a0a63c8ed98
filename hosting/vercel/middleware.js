/**
 * Vercel answers POST to a file with 405, and portals open the page by POST. 303 makes the browser ask for the same address by
 * GET; the query goes with it, and the body holds nothing that the portal does not also say inside the page.
 */
export const config = { matcher: ['/', '/index.html'] }

export default function openedByPost(request) {
  if (request.method !== 'POST') return undefined
  const { pathname, search } = new URL(request.url)
  return new Response(null, { status: 303, headers: { 'location': pathname + search, 'cache-control': 'no-store' } })
}
