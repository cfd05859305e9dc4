import "server-only";

/** Which program this process runs. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BUILT } from "../env";

/** The build is null where there is none, as with `npm run dev`. */
export type Program = { version: string; build: string | null; nodeVersion: string };

let known: Program | null = null;

export function findProgram(): Program {
  known ??= {
    version: BUILT.version,
    build: readBuild(),
    nodeVersion: process.versions.node,
  };
  return known;
}

/** Every process of ours starts in the folder of the application. */
function readBuild(): string | null {
  try {
    const path = join(/* turbopackIgnore: true */ process.cwd(), ".next/BUILD_ID");
    return readFileSync(path, "utf8").trim().slice(0, 64);
  } catch {
    return null;
  }
}
