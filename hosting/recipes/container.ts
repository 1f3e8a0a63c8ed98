import { readFileSync } from 'node:fs'
import { comment, headLines, type Recipe } from './recipe.ts'
import { nginxServer } from './nginx.ts'

/** Reads a file of `hosting/container`, which is the same for every site. */
function asItStands(name: string): string {
  return readFileSync(new URL(`../container/${name}`, import.meta.url), 'utf8')
}

export const container: Recipe = site => ({
  'nginx.conf': `${comment(headLines(site, 'nginx inside the container, behind whatever ends TLS.'))}

${nginxServer(site, 'listen 8080;')}`,
  'Dockerfile': asItStands('Dockerfile'),
  'Dockerfile.dockerignore': asItStands('Dockerfile.dockerignore'),
  'compose.yaml': asItStands('compose.yaml'),
})
