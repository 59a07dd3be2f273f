# One file for every image: the services, and the operator's tool as SERVICE=operations.
#   docker build -f deploy/docker/service.Dockerfile --build-arg SERVICE=guestbook -t pustaka-pst/guestbook .
ARG NODE_IMAGE=node:24-bookworm-slim

# Only what says which packages are installed, so that a change of source does not install them again.
FROM ${NODE_IMAGE} AS manifests
WORKDIR /source
COPY . .
RUN find . -type f ! -name package.json ! -name package-lock.json ! -name .npmrc -delete

FROM ${NODE_IMAGE} AS build
WORKDIR /source
COPY --from=manifests /source .
RUN npm ci --no-audit --no-fund --ignore-scripts
COPY . .
# All of them in one layer: they share most of the work, and an image takes only its own folder.
RUN node deploy/build/production-folders.mjs /out

FROM ${NODE_IMAGE}
ARG SERVICE
ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="Pustaka PST ${SERVICE}" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.cyclonedx.sbom="/app/sbom.cdx.json"
WORKDIR /app
COPY --from=build /out/${SERVICE} .
# Folders that are mounted belong to the user that writes in them.
RUN mkdir -p /keys/services /keys/postgres /keys/nats /objects && chown -R node:node /keys /objects
USER node
ENV NODE_ENV=production \
    HOST=0.0.0.0 PORT=8080 HEALTH_HOST=0.0.0.0 HEALTH_PORT=8080 \
    OFFICE_PROFILE=/app/service-standard.yaml OBJECT_STORAGE_DIR=/objects WEB_DIST=/app/web \
    OTEL_SERVICE_NAME=${SERVICE}
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/readyz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node"]
CMD ["--import=./preload.mjs", "main.mjs"]
