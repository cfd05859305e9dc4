import { readdirSync } from "node:fs";
import { PHASE_PRODUCTION_SERVER } from "next/constants.js";
import manifest from "./package.json" with { type: "json" };

const PLAIN_HEADERS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
];

/** A proxy that ends HTTPS names it; over plain HTTP the header must not be sent. */
const OVER_HTTPS = [{ type: "header", key: "x-forwarded-proto", value: "https" }];
const HTTPS_HEADERS = [
  { key: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains" },
];

/** Brotli is what `npm run build` compresses its scripts and styles with. */
const TAKES_BROTLI = {
  type: "header",
  key: "accept-encoding",
  value: "(?:.*[ ,])?br(?:,.*)?",
};
const COMPRESSED =
  process.env.COMPRESSED === "1"
    ? [
        ["/_next/static/:path(.+\\.js)", "text/javascript; charset=utf-8"],
        ["/_next/static/:path(.+\\.css)", "text/css; charset=utf-8"],
      ]
    : [];

/** lib/server/http/prepared.ts marks the requests that arrive once the server has started. */
const TOO_EARLY = [{ type: "header", key: "x-counterfoil-prepared" }];
const UNPREPARED_PAGES = ["/", "/:path((?!api/)[^/]+)+"];
/** Programs take a redirect for an answer: lib/server/api/unknown-path.ts has a 503 for them. */
const UNPREPARED_API = "/api/:path((?!ready$|health$).+)";

/** A container that runs the program has its build alone, and reads no name from here. */
function newestMigration() {
  try {
    const folders = readdirSync("prisma/migrations", { withFileTypes: true });
    const names = folders.filter((one) => one.isDirectory()).map(({ name }) => name);
    return names.sort().at(-1) ?? "";
  } catch {
    return "";
  }
}

/** @type {import("next").NextConfig} */
export const config = {
  poweredByHeader: false,

  // What the program needs of its database, where its migrations are not beside it.
  env: { APPLICATION_VERSION: manifest.version, NEWEST_MIGRATION: newestMigration() },
  reactStrictMode: true,
  // `npm test` has a stage for types, tests included; a start need not wait for it again.
  typescript: { ignoreBuildErrors: true },
  // The development server is opened by its number as well as by its name.
  allowedDevOrigins: ["127.0.0.1"],
  serverExternalPackages: [
    "pg",
    "pino",
    "prom-client",
    "@opentelemetry/api",
    "@opentelemetry/otlp-transformer",
    "@opentelemetry/resources",
    "@opentelemetry/sdk-trace",
    "@prisma/adapter-pg",
    "graphile-worker",
    "@node-rs/argon2",
    "pdfkit",
  ],
  experimental: {
    // An installation builds once for each version, from sources of which most have changed.
    turbopackFileSystemCacheForBuild: false,
    // They would be most of what a build writes, and no server reads them.
    turbopackSourceMaps: false,
    // It takes a quarter of a build, and saves disk space alone: only an image is minified.
    turbopackMinify: { server: process.env.STANDALONE === "1" },
    // A first request takes as long without, and a start half of the processor time.
    preloadEntriesOnStart: false,
  },
  redirects: () =>
    Promise.resolve(
      UNPREPARED_PAGES.map((source) => ({
        source,
        missing: TOO_EARLY,
        destination: source === "/" ? "/" : "/:path+",
        permanent: false,
      })),
    ),
  // Pages and the API get their headers as each request arrives.
  headers: () =>
    Promise.resolve([
      { source: "/_next/:path*", has: OVER_HTTPS, headers: HTTPS_HEADERS },
      { source: "/_next/static/:path*", headers: PLAIN_HEADERS },
      ...COMPRESSED.map(([source, type]) => ({
        source,
        has: [TAKES_BROTLI],
        headers: [
          { key: "Content-Encoding", value: "br" },
          { key: "Content-Type", value: type },
          { key: "Vary", value: "Accept-Encoding" },
        ],
      })),
    ]),
  rewrites: () =>
    Promise.resolve({
      beforeFiles: [
        { source: UNPREPARED_API, missing: TOO_EARLY, destination: "/api/starting" },
        ...COMPRESSED.map(([source]) => ({
          source,
          has: [TAKES_BROTLI],
          destination: "/_next/static/:path.br",
        })),
      ],
    }),
  // The help pages read the guides when they are opened.
  outputFileTracingIncludes: { "/help/[guide]": ["./docs/guides/**/*.md"] },
  // Only the container build wants a standalone server: `next start` warns about it.
  ...(process.env.STANDALONE === "1" ? { output: "standalone" } : {}),
};

/**
 * Only a build needs the plugin of next-intl, which brings a compiler.
 * @param {string} phase
 */
export default async function configure(phase) {
  if (phase === PHASE_PRODUCTION_SERVER) return config;
  const { default: createNextIntlPlugin } = await import("next-intl/plugin");
  const withNextIntl = createNextIntlPlugin({
    requestConfig: "./lib/server/language/request.ts",
    // Messages are read once, while building, so that no page brings what reads them.
    experimental: {
      messages: { path: "./lib/messages", format: "json", locales: "infer", precompile: true },
    },
  });
  return withNextIntl(config);
}
