import "server-only";

/** Which program this process runs. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The build is null where there is none, as with `npm run dev`. */
export type Program = { version: string; build: string | null; nodeVersion: string };

let known: Program | null = null;

export function findProgram(): Program {
  known ??= {
    version: readVersion(),
    build: readText(".next/BUILD_ID")?.trim().slice(0, 64) ?? null,
    nodeVersion: process.versions.node,
  };
  return known;
}

function readVersion(): string {
  const manifest: unknown = JSON.parse(readText("package.json") ?? "{}");
  const { version } = manifest as { version?: unknown };
  return typeof version === "string" ? version : "unknown";
}

/** Every process of ours starts in the folder of the application. */
function readText(path: string): string | null {
  try {
    return readFileSync(join(/* turbopackIgnore: true */ process.cwd(), path), "utf8");
  } catch {
    return null;
  }
}
