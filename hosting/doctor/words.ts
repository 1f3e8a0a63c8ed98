import type { Code } from './finding.ts'

/** What was found, and what to do; `{detail}` is what was seen. */
export const WORDS: Readonly<Record<Code, string>> = {
  'no-address': 'This is no address of a web page: {detail}. Give the one that is in the portal, such as https://apps.example.com/chatside/.',
  'localhost': '{detail} is reached from this machine or this network only. Portals want a name that everybody in them reaches.',
  'no-https': 'The address is not https ({detail}). A portal over https cannot show it: browsers block such a frame.',
  'bad-certificate': 'Browsers refuse the certificate ({detail}). In a frame nobody can look past that: the panel stays empty.',
  'unreachable': 'The host does not answer ({detail}). Check the name, the port and the firewall.',
  'too-slow': 'The host did not answer within fifteen seconds.',
  'not-found': 'There is nothing at this address ({detail}). Compare the folder in the address with the one on the host.',
  'method-not-allowed': 'Asked by POST, the host answers {detail}. Portals open the page by POST: let the host answer it like GET.',
  'bad-status': 'The host answers {detail} instead of the page. Its own log says why.',
  'not-a-page': 'What comes is not marked as a page (Content-Type: {detail}). It must be text/html.',
  'not-this-page': 'A page comes, but it is not Chatside\'s. Is the content of dist in this folder?',
  'downloaded': 'Browsers are told to save the page instead of showing it ({detail}).',
  'sandboxed': 'The policy puts the page into a sandbox in which it cannot start ({detail}).',
  'frame-options': 'X-Frame-Options: {detail} forbids the portal to show the page. Remove that header; frame-ancestors takes its place.',
  'frame-ancestors': 'The policy does not let the portal show the page ({detail}). Name the portal there.',
  'anybody-may-frame': 'Nothing says who may show the page in a frame, so anybody may. Name your portals in frame-ancestors.',
  'policy-blocks-files': 'The policy keeps the page from loading its own files ({detail}).',
  'policy-blocks-portal': 'The policy keeps the page from asking {detail}. Name the portal in connect-src.',
  'may-be-cached': 'Browsers may keep the page (Cache-Control: {detail}) and show an old version after an update.',
  'no-nosniff': 'X-Content-Type-Options: nosniff is missing.',
  'redirect-loses-post': 'The host redirects ({detail}) in a way that turns the portal\'s POST into a GET. Put the final address into the portal, or redirect by 308.',
  'redirect-loses-query': 'The host redirects ({detail}) and drops what the portal adds to the address. Put the final address into the portal.',
  'redirect-leaves': 'The host redirects to another one ({detail}). The portal does not listen to a page from there: put the final address into the portal.',
  'redirect-first': 'The host redirects first ({detail}), at every opening. Put the final address into the portal.',
  'asked-again': 'POST is answered with 303 to the same address, so that the browser asks again by GET.',
  'files-missing': 'A file that the page loads is not there ({detail}). Is the whole of dist in this folder, and does the address end with a slash?',
  'wrong-type': 'A file has the wrong type, and browsers refuse to run it ({detail}).',
  'not-cached': 'Files with a hash in their name are not kept ({detail}); they are loaded again at every opening.',
  'not-compressed': 'Files are sent uncompressed ({detail}).',
  'missing-is-answered': 'A file that is not there is answered with {detail} instead of 404, so that a page of an old version breaks without a word.',
  'missing-is-kept': 'A file that is not there stays missing for long after it came (Cache-Control: {detail}).',
  'slash-loses-post': 'Without the slash at its end the address redirects ({detail}) in a way that loses the portal\'s POST. Redirect by 308.',
  'slash-breaks': 'Without the slash at its end ({detail}) the page comes, but looks for its files one folder higher. Redirect by 308.',
  'files-arrive': 'All {detail} files that the page names arrive with their types.',
  'answers': 'The host answers the portal\'s POST with the page.',
  'may-be-framed': 'The portal may show the page in a frame.',
}

export function inWords(code: Code, detail: string): string {
  return WORDS[code].replace('{detail}', detail || 'nothing')
}
