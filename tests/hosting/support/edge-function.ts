import { fileURLToPath, pathToFileURL } from 'node:url'

export type EdgeFunction = (request: Request) => Response | undefined

/** The function in a file of `hosting`, which platforms call with what browsers call a request. */
export async function loadFunction(file: string): Promise<EdgeFunction> {
  const module = await import(pathToFileURL(fileURLToPath(new URL(`../../../hosting/${file}`, import.meta.url))).href) as { default: EdgeFunction }
  return module.default
}
