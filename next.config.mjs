import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin({
  requestConfig: "./lib/server/language/request.ts",
  // Messages are read once, while building, so that no page brings what reads them.
  experimental: {
    messages: { path: "./lib/messages", format: "json", locales: "infer", precompile: true },
  },
});

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,

  reactStrictMode: true,
  // `npm test` has a stage for types, tests included; a start need not wait for it again.
  typescript: { ignoreBuildErrors: true },
  // The development server is opened by its number as well as by its name.
  allowedDevOrigins: ["127.0.0.1"],
  serverExternalPackages: [
    "pg",
    "pino",
    "@prisma/adapter-pg",
    "graphile-worker",
    "@node-rs/argon2",
    "pdfkit",
  ],
  // Next.js cuts a longer body off without a word; ours are refused by their routes instead, at
  // 32 MB for a file of counts.
  experimental: { proxyClientMaxBodySize: 33 * 1024 * 1024 },
  // Built files pass by the proxy, which sets every other header on pages and answers.
  headers: () =>
    Promise.resolve([
      {
        source: "/_next/static/:path*",
        headers: [{ key: "X-Content-Type-Options", value: "nosniff" }],
      },
    ]),
  // The help pages read the guides when they are opened.
  outputFileTracingIncludes: { "/help/[guide]": ["./docs/guides/**/*.md"] },
  // Only the container build wants a standalone server: `next start` warns about it.
  ...(process.env.STANDALONE === "1" ? { output: "standalone" } : {}),
};

export default withNextIntl(config);
