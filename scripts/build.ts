/** `npm run build`: builds the application, unless the existing build is of this source. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { withCodeLock } from "./build/code-lock";
import { compressBuild } from "./build/compress";
import { ensureClient } from "./build/generate";
import { NEXT, ROOT } from "./process/next-server";
import { exitWithError, print } from "./process/print";
import { shareChunks } from "./build/share-chunks";

const FOLDERS = ["app", "components", "lib"];
const FILES = [
  "prisma/schema.prisma",
  "instrumentation.ts",
  "instrumentation-node.ts",
  "next.config.mjs",
  "postcss.config.mjs",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
  "scripts/build.ts",
  "scripts/build/compress.ts",
  "scripts/build/share-chunks.ts",
];
const UNBUILT = /\.test\.tsx?$|^lib\/testing\//;
/**
 * The mark is in the folder of Next.js' build, and is written after it, so that half a build counts
 * as none.
 */
const MARK = join(ROOT, ".next", "built-from");

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await ensureBuild().catch(exitWithError);
}

/** The signal ends a build that is under way. */
export async function ensureBuild(signal?: AbortSignal): Promise<void> {
  await ensureClient();
  // A lock is a file, and where the code belongs to root it can't be written.
  if (isBuiltFrom(computeSourceHash())) return;
  await withCodeLock(ROOT, "build.lock", async () => {
    const source = computeSourceHash();
    if (isBuiltFrom(source)) return;
    rmSync(MARK, { force: true });
    removeUnusedCache(join(ROOT, ".next"));
    const began = performance.now();
    print("Building the application: this takes a minute, and only after a change …");
    await build(signal);
    await compressBuild(join(ROOT, ".next", "static"));
    shareServerChunks();
    writeFileSync(MARK, source);
    print(`Built in ${((performance.now() - began) / 1000).toFixed(0)} s.`);
  });
}

/** Builds of earlier versions have left half a gigabyte; the development server's is elsewhere. */
export function removeUnusedCache(folder: string): void {
  rmSync(join(folder, "cache", "turbopack"), { recursive: true, force: true });
}

/** A container gets the copy of the server that Next.js has made already. */
function shareServerChunks(): void {
  const servers = process.env.STANDALONE === "1" ? [".next", ".next/standalone/.next"] : [".next"];
  const folders = servers.flatMap((server) => [
    `${server}/server/chunks`,
    `${server}/server/chunks/ssr`,
  ]);
  const shared = folders.flatMap((folder) => shareChunks(join(ROOT, folder)));
  const bytes = shared.reduce((sum, { bytesSaved }) => sum + bytesSaved, 0);
  print(`${shared.length} chunks are equal to others, which saves ${Math.round(bytes / 1e6)} MB.`);
}

function isBuiltFrom(source: string): boolean {
  return existsSync(MARK) && readFileSync(MARK, "utf8") === source;
}

function build(signal?: AbortSignal): Promise<void> {
  const child = spawn(process.execPath, [NEXT, "build"], {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", COMPRESSED: "1" },
    ...(signal === undefined ? {} : { signal }),
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (status) => {
      if (status === 0) resolve();
      else reject(new Error("The application can't be built; the reason is above."));
    });
  });
}

/** A build is of a major version of Node.js, whose updates come without anybody who could build. */
export function computeSourceHash(release = process.versions.node): string {
  const [major] = release.split(".");
  const hash = createHash("sha256").update(`${major} ${process.env.STANDALONE ?? ""}\n`);
  for (const path of sourceFiles()) {
    hash
      .update(`${path}\n`)
      .update(readFileSync(join(ROOT, path)))
      .update("\n");
  }
  return hash.digest("hex");
}

function sourceFiles(): string[] {
  const inFolders = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .map((path) => `${folder}/${path.replaceAll("\\", "/")}`)
      .filter((path) => statSync(join(ROOT, path)).isFile() && !UNBUILT.test(path)),
  );
  return [...inFolders, ...FILES.filter((path) => existsSync(join(ROOT, path)))].sort();
}
