#!/usr/bin/env node
/**
 * Prisma's command line with this repository's configuration. Unless the environment names another
 * schema engine, the one in this folder is used, so that nothing has to be downloaded.
 */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const require = createRequire(import.meta.url);
const manifest = require.resolve("prisma/package.json");
// oxlint-disable-next-line security/detect-non-literal-require -- Prisma's own name
const binary = join(dirname(manifest), require(manifest).bin.prisma);

const { status, signal } = spawnSync(
  process.execPath,
  [
    "--import",
    new URL("../scripts/watch-engine.mjs", import.meta.url).href,
    binary,
    ...process.argv.slice(2),
    "--config",
    join(here, "prisma.config.ts"),
  ],
  {
    stdio: "inherit",
    env: {
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
      PRISMA_SCHEMA_ENGINE_BINARY: join(here, "schema-engine.mjs"),
      ...process.env,
    },
  },
);
process.exit(signal === null ? (status ?? 1) : 1);
