import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("../..", import.meta.url));

export default defineConfig({
  root,
  resolve: {
    alias: {
      "@": root.replace(/\/$/, ""),
      "server-only": fileURLToPath(new URL("./empty.ts", import.meta.url)),
    },
  },
  test: {
    include: [
      "lib/**/*.test.ts",
      "lib/**/*.test.tsx",
      "prisma/**/*.test.ts",
      "scripts/**/*.test.ts",
    ],
    globalSetup: ["./temporary-setup.ts", "./database-setup.ts"].map((file) =>
      fileURLToPath(new URL(file, import.meta.url)),
    ),
    isolate: false,
    setupFiles: ["./reset-globals.ts", "./strict-console.ts"].map((file) =>
      fileURLToPath(new URL(file, import.meta.url)),
    ),
    // Neither UTC nor a whole hour, so that code without a time zone fails here and not in
    // production.
    // One person of a test asks for more than a real one.
    env: { TZ: "Asia/Kathmandu", REQUEST_LIMITS_FACTOR: "50" },
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Two cores: some files wait for what they have started, and the third one works meanwhile.
    maxWorkers: 3,
    // Most code runs a few times only: optimising it early, and a young generation of 1 MB, took a
    // tenth of the processor time of a hundred files. Later versions of Node.js lack the first.
    execArgv: [
      ...(process.version.startsWith("v20.") ? ["--interrupt-budget=1000000"] : []),
      "--min-semi-space-size=32",
      "--max-semi-space-size=32",
    ],
  },
});
