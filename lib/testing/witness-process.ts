/** Starts the witness as another machine would run it: as a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { END_WITH_PARENT } from "@/scripts/process/next-server";

const PROGRAM = fileURLToPath(new URL("../../scripts/witness/witness.mjs", import.meta.url));

export type WitnessProcess = {
  url: string;
  publicKey: string;
  /** Ends it and starts it again with the same folder; its address changes. */
  restart: () => Promise<void>;
  stop: () => Promise<void>;
};

export async function startWitness(logKey: string): Promise<WitnessProcess> {
  const dir = mkdtempSync(join(tmpdir(), "witness-"));
  let { child, url, publicKey } = await start(dir, logKey);
  const end = async () => {
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  };
  const witness: WitnessProcess = {
    url,
    publicKey,
    async restart() {
      await end();
      ({ child, url, publicKey } = await start(dir, logKey));
      Object.assign(witness, { url, publicKey });
    },
    async stop() {
      await end();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  return witness;
}

async function start(
  dir: string,
  logKey: string,
): Promise<{ child: ChildProcess; url: string; publicKey: string }> {
  const options = ["--name", "witness.example/w1", "--dir", dir, "--log", logKey, "--port", "0"];
  const child = spawn(process.execPath, [...END_WITH_PARENT, PROGRAM, ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  for await (const chunk of child.stdout) {
    printed += String(chunk);
    const [, url, publicKey] = /at (\S+)\nPublic key: (\S+)\n/.exec(printed) ?? [];
    if (url !== undefined && publicKey !== undefined) return { child, url, publicKey };
  }
  throw new Error(`The witness did not start: ${printed}`);
}
