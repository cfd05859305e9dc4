/** Starts a command of the folder `scripts` as an operator would, and reads what it prints. */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const NODE = ["--conditions=react-server", "--import", "tsx"];

export type Script = ChildProcessByStdio<null, Readable, Readable>;
export type Ran = { code: number | null; output: string };

/** It has the given variables, and no others of this process besides PATH and HOME. */
export function startScript(
  script: string,
  args: string[],
  variables: Record<string, string>,
): Script {
  return spawn(process.execPath, [...NODE, `scripts/${script}`, ...args], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: "production",
      ...variables,
    },
  });
}

/** What a killed command has started has its output open still: then "exit" is its end. */
export function outputOf(child: Script, event: "close" | "exit" = "close"): Promise<Ran> {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  }
  return new Promise((resolve) => {
    child.once(event, (code: number | null) => resolve({ code, output }));
  });
}
