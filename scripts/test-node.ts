/**
 * `npm run test:node -- 24` runs what `npm test` runs on another release of Node.js. A command
 * after the release replaces the tests.
 */
import { spawn, spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";
import { waitForExit, ROOT } from "./process/next-server";
import { installRelease, parseRelease } from "./testing/node-release";
import { checkNode } from "./process/preflight";
import { exitWithError, forwardSignals, print } from "./process/print";

const TESTS = ["node", "--conditions=react-server", "--import", "tsx", "scripts/test.ts"];

const [release, ...command] = process.argv.slice(2);
try {
  process.exitCode = await runOn(release, command.length > 0 ? command : TESTS);
} catch (error) {
  exitWithError(error);
}

async function runOn(wanted: string | undefined, command: string[]): Promise<number> {
  const bin = installRelease(parseRelease(wanted));
  const node = join(bin, process.platform === "win32" ? "node.exe" : "node");
  const version = readVersion(node);
  checkNode(version.replace("v", ""));
  print(`Node.js ${version}: ${command.join(" ")}`);
  const child = spawn(command[0] ?? "", command.slice(1), {
    cwd: ROOT,
    stdio: "inherit",
    env: {
      ...process.env,
      PATH: `${bin}${delimiter}${process.env.PATH ?? ""}`,
      // npm set this to the Node.js that runs this script, not to the requested one.
      NODE: node,
      npm_node_execpath: node,
    },
  });
  forwardSignals(child);
  return waitForExit(child);
}

function readVersion(node: string): string {
  const { status, stdout } = spawnSync(node, ["--version"], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${node} does not run on this machine.`);
  return stdout.trim();
}
