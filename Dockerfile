# The application alone: give it a database in DATABASE_URL (compose.yaml does).
ARG POSTGRES_IMAGE=postgres:17
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
ENV STANDALONE=1
RUN npm run build

# Backups and restores, with the tools of the server's own version.
FROM ${POSTGRES_IMAGE} AS backup
WORKDIR /app
ENV DATA_DIR=/data
COPY --from=build /usr/local /usr/local
COPY --from=build /app ./
RUN mkdir /data && chown 1000:1000 /data
USER 1000

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOSTNAME=0.0.0.0 PORT=3000 DATA_DIR=/data
# As `npm start` does: longer than proxies keep an idle connection, or they send a request on one that ends.
ENV KEEP_ALIVE_TIMEOUT=65000
COPY --from=build /app/.next/standalone ./
COPY --from=build /app/.next/static ./.next/static
COPY --from=build /app/public ./public
# As the first process, Node.js would miss a signal while it starts, and collect no children of others.
RUN apt-get update && apt-get install --yes --no-install-recommends tini && rm -rf /var/lib/apt/lists/* \
  && mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --start-period=60s --start-interval=1s CMD ["node", "-e", "fetch('http://127.0.0.1:3000/api/ready').then((a) => process.exit(a.ok ? 0 : 1))"]
ENTRYPOINT ["tini", "--"]
# The heap that `npm start` gives it.
CMD ["node", "--max-old-space-size=1536", "--min-semi-space-size=32", "--max-semi-space-size=32", "server.js"]
