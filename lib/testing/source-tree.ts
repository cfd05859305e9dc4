/** The repository's own source files, with what each of them imports, for rules about them. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";

export type Source = {
  path: string;
  text: string;
  lines: string[];
  /**
   * The imported paths, relative to the repository and without extension; packages are left out.
   */
  imports: string[];
  isTest: boolean;
};

const FOLDERS = ["app", "components", "lib", "e2e", "prisma", "scripts"];

export const sources: readonly Source[] = FOLDERS.flatMap(listPaths)
  .filter((path) => !path.startsWith("prisma/generated/"))
  .sort()
  .map(readSource);

const byPath = new Map(sources.map((source) => [source.path, source]));

/** Finds the file that an import of `target` loads, when it is part of the repository. */
export function findSource(target: string): Source | undefined {
  const paths = [`${target}.ts`, `${target}.tsx`, `${target}.mjs`, target];
  return paths.map((path) => byPath.get(path)).find((source) => source !== undefined);
}

/** The folder is the one whose rules apply, such as `lib/domain`. */
export function listSourcesIn(folder: string): Source[] {
  return sources.filter(({ path }) => path.startsWith(`${folder}/`));
}

function listPaths(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(tsx?|mjs)$/.test(path))
    .map((path) => `${folder}/${path}`);
}

function readSource(path: string): Source {
  const text = readFileSync(path, "utf8");
  const targets = [...text.matchAll(/(?:from |import |import\(\s*)"((?:@|\.{1,2})\/[^"]+)"/g)];
  return {
    path,
    text,
    lines: text.trimEnd().split("\n"),
    imports: targets.map(([, target = ""]) => resolveTarget(target, path)),
    isTest: /\.(test|spec)\.tsx?$/.test(path),
  };
}

function resolveTarget(target: string, from: string): string {
  return target.startsWith("@/") ? target.slice(2) : posix.join(posix.dirname(from), target);
}
