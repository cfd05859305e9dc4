import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./lib/server/language/request.ts");

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // The development server is opened by its number as well as by its name.
  allowedDevOrigins: ["127.0.0.1"],
  serverExternalPackages: [
    "pg",
    "pino",
    "@prisma/adapter-pg",
    "graphile-worker",
    "@node-rs/argon2",
  ],
  // Only the container build wants a standalone server: `next start` warns about it.
  ...(process.env.STANDALONE === "1" ? { output: "standalone" } : {}),
};

export default withNextIntl(config);
