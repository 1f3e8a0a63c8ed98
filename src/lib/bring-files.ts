/** Style sheets and scripts that were asked for, by address, and when they are there. */
const brought = new Map<string, Promise<void>>()

/**
 * Takes the place of Vite's own helper before each `import()` in a build (vite.config.ts), and has its name: asks for style sheets of a part
 * together with it, and loads the part when they are there. What failed is asked for anew with the next attempt.
 */
export async function __vitePreload<Part>(load: () => Promise<Part>, files: readonly string[] = [], from: string = import.meta.url): Promise<Part> {
  await Promise.all(files.map(name => bring(new URL(name, from).href)))
  return load()
}

function bring(href: string): Promise<void> {
  const known = brought.get(href)
  if (known) return known
  const coming = [...document.querySelectorAll('link')].some(link => link.href === href) ? Promise.resolve() : append(href)
  brought.set(href, coming)
  return coming
}

/** Resolves for a script at once: the browser has it ready when it is imported, or asks again. */
function append(href: string): Promise<void> {
  const link = document.createElement('link')
  const isStyle = href.endsWith('.css')
  link.rel = isStyle ? 'stylesheet' : 'modulepreload'
  link.crossOrigin = ''
  link.href = href
  const loaded = new Promise<void>((resolve, reject) => {
    link.onload = () => resolve()
    link.onerror = () => {
      link.remove()
      brought.delete(href)
      if (isStyle) reject(new Error(href))
    }
  })
  document.head.append(link)
  return isStyle ? loaded : Promise.resolve()
}
