/**
 * Gives each run a temporary directory of its own, so that what its tests leave there can be told
 * from what other runs are using. A run that leaves a folder fails, and its directory is removed.
 */
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The names of the variable on different systems. */
const VARIABLES = ["TMPDIR", "TEMP", "TMP"];
/** What tools such as tsx keep there for the next time is theirs. */
const OURS = /^counterfoil-/;

export default function setUp(): () => void {
  const usual = VARIABLES.map((name) => [name, process.env[name]] as const);
  const directory = mkdtempSync(join(tmpdir(), "counterfoil-tests-"));
  // PostgreSQL runs as another user where the tests run as root.
  chmodSync(directory, 0o755);
  for (const name of VARIABLES) process.env[name] = directory;
  return () => {
    for (const [name, value] of usual) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    const left = readdirSync(directory).filter((name) => OURS.test(name));
    rmSync(directory, { recursive: true, force: true });
    if (left.length === 0) return;
    // An error of a teardown is printed, and the run would still count as passed.
    process.exitCode = 1;
    throw new Error(`The tests left temporary folders: ${left.join(", ")}`);
  };
}
