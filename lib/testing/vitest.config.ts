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
  },
});
