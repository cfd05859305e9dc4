/**
 * `npm run secrets`: no file of the repository may contain a credential, neither those that are
 * committed nor those that could be. Ends with 1 when one does.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { exitWithError, print } from "../process/print";
import { findSecrets } from "./find-secrets";

const LIST = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];

try {
  const paths = listFiles();
  const found: string[] = [];
  for (const path of paths) found.push(...(await findSecretsIn(path)));
  for (const line of found) print(line);
  print(`${paths.length} files, ${found.length} credentials`);
  process.exitCode = found.length > 0 ? 1 : 0;
} catch (error) {
  exitWithError(error);
}

/** Deleted files are listed until the deletion is committed. */
function listFiles(): string[] {
  const list = execFileSync("git", LIST, { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  return list.split("\0").filter((path) => path !== "" && existsSync(path));
}

async function findSecretsIn(path: string): Promise<string[]> {
  const bytes = readFileSync(path);
  return bytes.includes(0) ? [] : await findSecrets(path, bytes.toString("utf8"));
}
