/** The program that TypeScript sees: production code, and any text that a test puts beside it. */
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { ROOT } from "../process/next-server";

const FOLDERS = ["app", "lib/server", "scripts"];
/**
 * Benchmarks, the simulator and these scripts themselves run statements on databases of their own;
 * upgrades, divisions by month and archives make them from the catalog; and the others run before
 * there is a schema.
 */
const LEFT_OUT = [
  /\.test\.ts$|\/scripts\/(bench|simulate|statements|upgrade|partition|archive)\//,
  /\/scripts\/(embedded\/(db|roles)|postgres\/(grants|migrate|roles|copy-roles))\.ts/,
];

export type Project = { checker: ts.TypeChecker; files: readonly ts.SourceFile[] };

/** Reads production code, as tsconfig.json compiles it. */
export function openProject(): Project {
  const found = FOLDERS.flatMap((folder) => ts.sys.readDirectory(join(ROOT, folder), [".ts"]));
  return compile(found.filter((path) => !LEFT_OUT.some((left) => left.test(path))));
}

/** Reads `files` alone, by their paths below the root; their imports are found as usual. */
export function openSources(files: Readonly<Record<string, string>>): Project {
  return compile(
    Object.keys(files).map((path) => join(ROOT, path)),
    (path) => files[relative(ROOT, path)],
  );
}

function compile(
  rootNames: readonly string[],
  textOf: (path: string) => string | undefined = () => undefined,
): Project {
  const config = ts.parseConfigFileTextToJson("tsconfig.json", readText("tsconfig.json"));
  const { options } = ts.convertCompilerOptionsFromJson(
    (config.config as { compilerOptions: object }).compilerOptions,
    ROOT,
  );
  const host = ts.createCompilerHost({ ...options, incremental: false });
  // Types stand in the code, not in its comments.
  host.jsDocParsingMode = ts.JSDocParsingMode.ParseNone;
  host.readFile = (path) => textOf(path) ?? ts.sys.readFile(path);
  host.fileExists = (path) => textOf(path) !== undefined || ts.sys.fileExists(path);
  const program = ts.createProgram({
    rootNames,
    options: { ...options, incremental: false },
    host,
  });
  const own = new Set(rootNames);
  return {
    checker: program.getTypeChecker(),
    files: program.getSourceFiles().filter(({ fileName }) => own.has(fileName)),
  };
}

function readText(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

/** `file:line`, as editors open it. */
export function locate(node: ts.Node): string {
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(node.getStart());
  return `${relative(ROOT, file.fileName)}:${line + 1}`;
}
