/**
 * The documents stay true: links and paths lead somewhere, commands exist, decisions are short, the
 * words of the guides are those of the screen, and the floors are drawn as they are in the tests.
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { posix } from "node:path";
import { expect, test } from "vitest";
import { type Language, LANGUAGES, readLanguage } from "./domain/format";

const DECISION_LINES_MAX = 30;
const PICTURES_BYTES_MAX = 2.5 * 1024 * 1024;
/** Limits how many files a change touches: CONTRIBUTING.md numbers them below each heading. */
const FILES_MAX: Record<string, number> = { "A route": 5, "A filter": 12, "A page": 14 };

/** Each guide says in bold what bold print means. */
const BOLD: Record<Language, string> = { en: "bold", es: "negrita", fr: "gras" };

const ROOTS = ["docs", "lib", "scripts", "e2e", "prisma", ".github"];
const FENCE = /^```[^]*?^```/gm;
/** Matches a path of the repository, without placeholders. */
const PATH = /`((?:app|components|docs|e2e|lib|prisma|public|scripts|\.github)\/[^`\s*<>{}…]+)`/g;

const RUN_FILE = /(?:\.\/)?(?:scripts|prisma|e2e|lib)\/[\w./-]+\.(?:ts|mjs)/g;

type Manifest = { scripts: Record<string, string> };
const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;

type Paper = { path: string; text: string; prose: string };

const papers = [...filesIn("."), ...ROOTS.flatMap(filesUnder)]
  .filter((path) => path.endsWith(".md"))
  .map((path): Paper => {
    const text = readFileSync(path, "utf8");
    return { path, text, prose: text.replace(FENCE, "") };
  });
const decisions = papers.filter(({ path }) => /^docs\/decisions\/\d/.test(path));
const guides = papers.filter(({ path }) => path.startsWith("docs/guides/"));
const pictures = filesUnder("docs/pictures");

test("every link leads to what is there", () => {
  const links = (text: string) => text.matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g);
  expect(strays(links, (target, path) => leadsSomewhere(path, target))).toEqual([]);
});

test("every path that is named exists", () => {
  expect(
    strays(
      (text) => text.matchAll(PATH),
      (path) => existsSync(path),
    ),
  ).toEqual([]);
});

test("every command that is named exists", () => {
  const { scripts } = manifest;
  const commands = (text: string) => text.matchAll(/npm run ([a-z:-]*[a-z])/g);
  expect(strays(commands, (name) => name in scripts)).toEqual([]);
});

test("every file that a command runs exists", () => {
  const { scripts } = manifest;
  const files = Object.values(scripts).flatMap((command) => command.match(RUN_FILE) ?? []);
  expect(files.filter((path) => !existsSync(path))).toEqual([]);
});

test(`a decision takes at most ${DECISION_LINES_MAX} lines`, () => {
  const long = decisions.filter(
    ({ text }) => text.trimEnd().split("\n").length > DECISION_LINES_MAX,
  );
  expect(long.map(({ path }) => path)).toEqual([]);
});

/** Numbers are taken before decisions are written, so that one may be missing. */
test("decisions have a number each, and stand in the list under their title", () => {
  const numbers = decisions.map(({ path }) => /(\d+)-/.exec(path)?.[1]);
  expect(numbers).toEqual([...new Set(numbers)].toSorted());
  const list = readFileSync("docs/decisions/README.md", "utf8");
  const entries = decisions.map(({ path, text }) => {
    return `- [${text.slice(2, text.indexOf("\n"))}](${posix.basename(path)})`;
  });
  expect(list.split("\n").filter((line) => line.startsWith("- ["))).toEqual(entries);
});

test("what the guides print in bold is what the screen says", () => {
  const screens = new Map(LANGUAGES.map((language) => [language, screenIn(language)]));
  const invented = guides.flatMap(({ path, prose }) => {
    const language = readLanguage(path.split("/")[2] ?? "");
    const screen = screens.get(language) ?? "";
    const bold = [...prose.matchAll(/\*\*([^*]+)\*\*/g)].map(([, one = ""]) => one);
    const words = bold.map((one) => one.replaceAll(/\s+/g, " "));
    const read = words.filter((one) => one !== BOLD[language] && !screen.includes(one));
    return read.map((one) => `${path}: ${one}`);
  });
  expect(invented).toEqual([]);
});

test("pictures are drawn by the browser, shown somewhere, and small", () => {
  const script = readFileSync("e2e/pictures/guides.pictures.ts", "utf8");
  const drawn = [...script.matchAll(/draw\(page, "([a-z-]+)"\)/g)].map(([, name]) => name);
  expect(pictures.map((path) => posix.basename(path, ".png"))).toEqual(drawn.toSorted());
  const all = papers.map(({ text }) => text).join("\n");
  expect(pictures.filter((path) => !all.includes(posix.basename(path)))).toEqual([]);
  const bytes = pictures.map((path) => statSync(path).size);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(PICTURES_BYTES_MAX);
});

test("the floors of lib/server are drawn as they are tested", () => {
  const drawn = readFileSync("lib/README.md", "utf8").match(/\["(.+?)"\]/g) ?? [];
  const tested = readFileSync("lib/tidy-structure.test.ts", "utf8");
  const floors = /const FLOORS[^=]*= \[([^]*?)\n\]/.exec(tested)?.[1] ?? "";
  expect(drawn.map(namesIn)).toEqual(floors.match(/"[^"]+"|\[[^\]]+\]/g)?.map(namesIn));
});

test("CONTRIBUTING.md lists how many files a change touches, and they are few", () => {
  const text = readFileSync("CONTRIBUTING.md", "utf8");
  for (const [heading, max] of Object.entries(FILES_MAX)) {
    const part = text.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
    const last = [...part.matchAll(/^(\d+)\. `/gm)].at(-1)?.[1];
    expect(Number(last), heading).toBeLessThanOrEqual(max);
  }
});

/** All that the screen says in one language, without its marks. */
function screenIn(language: Language): string {
  const messages = filesUnder(`lib/messages/${language}`).map((path) => readFileSync(path, "utf8"));
  return messages
    .join("\n")
    .replaceAll(/<\/?b>/g, "")
    .replaceAll('\\"', '"');
}

/** Lists what documents name in prose, and does not exist. */
function strays(
  find: (text: string) => Iterable<RegExpMatchArray>,
  holds: (named: string, path: string) => boolean,
): string[] {
  return papers.flatMap(({ path, prose }) => {
    const named = [...find(prose)].map(([, one = ""]) => one);
    return named.filter((one) => !holds(one, path)).map((one) => `${path}: ${one}`);
  });
}

function leadsSomewhere(from: string, target: string): boolean {
  const [file = "", anchor] = target.split("#");
  const path = file === "" ? from : posix.join(posix.dirname(from), decodeURI(file));
  if (!existsSync(path)) return false;
  if (anchor === undefined) return true;
  const headings = readFileSync(path, "utf8").match(/^#+ .+$/gm) ?? [];
  return headings.map(anchorOf).includes(anchor);
}

/** Builds the anchor of a heading as GitHub does. */
function anchorOf(heading: string): string {
  const words = heading.replace(/^#+ /, "").toLowerCase();
  return words.replaceAll(/[^\p{L}\p{N} -]/gu, "").replaceAll(" ", "-");
}

function namesIn(text: string): string {
  return (text.match(/[a-z][a-z0-9-]*/g) ?? []).toSorted().join(" ");
}

function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => !/(^|\/)(generated|results)\//.test(path))
    .map((path) => `${folder}/${path}`)
    .filter((path) => statSync(path).isFile())
    .toSorted();
}

function filesIn(folder: string): string[] {
  return readdirSync(folder).filter((path) => statSync(path).isFile());
}
