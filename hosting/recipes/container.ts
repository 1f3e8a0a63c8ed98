import { comment, headLines, type Recipe } from './recipe.ts'
import { nginxServer } from './nginx.ts'

const DOCKERFILE = `# The files and an nginx that serves them without rights: docker build -f hosting/container/Dockerfile
#   --build-arg CHATSIDE_PORTALS=https://portal.example.com --build-arg CHATSIDE_PATH=/chatside/ -t chatside .
# TLS is the business of what stands in front of it.

FROM node:22-alpine AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-fund --no-audit
COPY . .
ARG CHATSIDE_PORTALS
ARG CHATSIDE_PICTURES
ARG CHATSIDE_PATH=/chatside/
ENV CHATSIDE_PORTALS=$CHATSIDE_PORTALS CHATSIDE_PICTURES=$CHATSIDE_PICTURES
RUN test -n "$CHATSIDE_PORTALS" || { echo "Name your portal in CHATSIDE_PORTALS."; exit 1; }
RUN npm run build && npm run hosting -- --to /recipes --path "$CHATSIDE_PATH"

FROM nginxinc/nginx-unprivileged:1.28-alpine
COPY --from=build /recipes/container/nginx.conf /etc/nginx/conf.d/default.conf
COPY --from=build /src/dist /srv/chatside
USER 101
EXPOSE 8080
`

const DOCKERFILE_IGNORED = `.git
node_modules
dist
test-results
.cache
`

const COMPOSE = `# CHATSIDE_PORTALS=https://portal.example.com docker compose -f hosting/container/compose.yaml up -d --build
services:
  chatside:
    build:
      context: ../..
      dockerfile: hosting/container/Dockerfile
      args:
        CHATSIDE_PORTALS: \${CHATSIDE_PORTALS:?name your portal}
        CHATSIDE_PICTURES: \${CHATSIDE_PICTURES:-}
        CHATSIDE_PATH: \${CHATSIDE_PATH:-/chatside/}
    ports:
      - "127.0.0.1:8080:8080"
    user: "101:101"
    read_only: true
    tmpfs:
      - /tmp
    cap_drop: [ALL]
    security_opt: ["no-new-privileges:true"]
    restart: unless-stopped
`

export const container: Recipe = place => ({
  'nginx.conf': `${comment(headLines(place, 'nginx inside the container, behind whatever ends TLS.'))}

${nginxServer(place, 'listen 8080;')}`,
  'Dockerfile': DOCKERFILE,
  'Dockerfile.dockerignore': DOCKERFILE_IGNORED,
  'compose.yaml': COMPOSE,
})
