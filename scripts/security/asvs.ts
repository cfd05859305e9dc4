/**
 * Reads the responses to the requirements of OWASP ASVS 5.0, levels 1 and 2, from the pages in
 * docs/security/asvs. Each is one item of a list: its number, level and result, a title of our own,
 * and the evidence.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Findings } from "./section";

const FOLDER = "docs/security/asvs";
/** How many requirements each chapter has at levels 1 and 2. */
const CHAPTERS: Record<number, number> = {
  1: 27,
  2: 11,
  3: 19,
  4: 10,
  5: 9,
  6: 35,
  7: 18,
  8: 7,
  9: 7,
  10: 29,
  11: 14,
  12: 9,
  13: 13,
  14: 9,
  15: 13,
  16: 16,
  17: 7,
};
const EXCEPTIONS_MAX = 3;

const RESULTS = ["pass", "not applicable", "exception", "fail"] as const;
type Result = (typeof RESULTS)[number];
export type Requirement = {
  id: string;
  level: 1 | 2;
  result: Result;
  /** The title and the evidence or reason. */
  text: string;
};

const ITEM = /^- \*\*(\d+\.\d+\.\d+)\*\* \(L([12]), (pass|not applicable|exception|fail)\) ([^]+)$/;

export function readRequirements(root = "."): Requirement[] {
  const folder = join(root, FOLDER);
  const files = readdirSync(folder).filter((name) => name.endsWith(".md"));
  return files.toSorted().flatMap((name) => parse(readFileSync(join(folder, name), "utf8")));
}

export function parse(page: string): Requirement[] {
  const items = page.split(/\n(?=- |#|\n)/).filter((part) => part.startsWith("- **"));
  return items.map((item) => {
    const [, id = "", level, result = "fail", text = ""] = ITEM.exec(item.trim()) ?? [];
    if (id === "") throw new Error(`This item can't be read: ${item.slice(0, 80)}`);
    const isResult = (value: string): value is Result => RESULTS.some((one) => one === value);
    return {
      id,
      level: level === "1" ? 1 : 2,
      result: isResult(result) ? result : "fail",
      text: text.replaceAll(/\s+/g, " "),
    };
  });
}

export type Evidence = { path: string; title: string | null };

/** A path in backquotes, and after it a test's title in quotation marks where it is a test. */
export function evidenceOf({ text }: Requirement): Evidence[] {
  const named = text.matchAll(
    // oxlint-disable-next-line security/detect-unsafe-regex -- reads files of ours
    /`([\w@./()[\]-]+\.\w+|[\w-]+\/[\w@./()[\]-]+|Dockerfile)`(?: "([^"]+)")?/g,
  );
  return [...named].map(([, path = "", title]) => ({ path, title: title ?? null }));
}

/** Returns what is wrong with the list itself: missing numbers, and evidence that is not there. */
export function findFaults(requirements: readonly Requirement[], root = "."): string[] {
  const faults: string[] = [];
  const ids = requirements.map(({ id }) => id);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  faults.push(...twice.map((id) => `${id} is listed twice`));
  for (const [chapter, count] of Object.entries(CHAPTERS)) {
    const listed = ids.filter((id) => id.startsWith(`${chapter}.`)).length;
    if (listed !== count) faults.push(`chapter ${chapter} lists ${listed} of ${count}`);
  }
  for (const requirement of requirements) {
    const evidence = evidenceOf(requirement);
    if (requirement.result === "pass" && evidence.length === 0) {
      faults.push(`${requirement.id} passes without evidence`);
    }
    faults.push(...evidence.flatMap((one) => missing(one, requirement.id, root)));
  }
  return faults;
}

function missing({ path, title }: Evidence, id: string, root: string): string[] {
  const file = join(root, path);
  if (!existsSync(file)) return [`${id} names ${path}, which does not exist`];
  if (title === null || readFileSync(file, "utf8").includes(title)) return [];
  return [`${id}: ${path} has no test "${title}"`];
}

export function checkAsvs(): Promise<Findings> {
  const requirements = readRequirements();
  const count = (result: Result) => requirements.filter((one) => one.result === result).length;
  const open = requirements.filter(({ result }) => result === "fail");
  const exceptions = count("exception");
  const counts = RESULTS.map((result) => `${count(result)} ${result}`).join(", ");
  const tooMany = exceptions > EXCEPTIONS_MAX ? [`more than ${EXCEPTIONS_MAX} exceptions`] : [];
  return Promise.resolve({
    lines: [`requirements of levels 1 and 2: ${requirements.length} with a response: ${counts}`],
    failures: [
      ...findFaults(requirements),
      ...tooMany,
      ...open.map(({ id, text }) => `${id} fails: ${text}`),
    ],
  });
}
