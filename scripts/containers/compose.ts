/** A deployment of compose.yaml with two instances, from a copy of the repository's files. */
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../process/next-server";

const PROJECT = "counterfoil-check";
const FILES = ["compose.yaml", "ops/compose/two-instances.yaml", "check.yaml"];

export type Compose = {
  port: number;
  /** Returns what was printed; throws with it when the command fails. */
  run: (...args: string[]) => Promise<string>;
  remove: () => Promise<void>;
};

export async function createCompose(port: number): Promise<Compose> {
  const folder = mkdtempSync(join(tmpdir(), `${PROJECT}-`));
  const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const paths = execFileSync("git", list, { cwd: ROOT, encoding: "utf8" }).split("\0");
  for (const path of paths.filter((one) => one !== "")) {
    cpSync(join(ROOT, path), join(folder, path));
  }
  execFileSync("sh", ["ops/compose/make-secrets.sh"], { cwd: folder, stdio: "inherit" });
  writeFileSync(join(folder, ".env"), `NEXTAUTH_URL=https://localhost:${port}\n`);
  writeFileSync(
    join(folder, "check.yaml"),
    `services: { proxy: { ports: !override ["127.0.0.1:${port}:443"] } }\n`,
  );
  const options = ["compose", "--project-name", PROJECT, ...FILES.flatMap((file) => ["-f", file])];
  const profiles = ["--profile", "tls", "--profile", "backup"];
  const run = (...args: string[]) => execute([...options, ...profiles, ...args], folder);
  await run("down", "--volumes");
  return {
    port,
    run,
    async remove() {
      await run("down", "--volumes", "--rmi", "local");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function execute(args: string[], cwd: string): Promise<string> {
  // The variables of whoever runs this would be taken for the deployment's.
  const { NODE_ENV, PATH, HOME, DOCKER_HOST } = process.env;
  const env = { NODE_ENV, PATH, HOME, DOCKER_HOST };
  const child = spawn("docker", args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (printed += text));
  }
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve(printed) : reject(new Error(`docker ${args.join(" ")}\n${printed}`)),
    );
  });
}
