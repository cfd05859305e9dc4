/**
 * Runs other commands as an operator would, and with them checks a database that was copied or
 * restored: the audit trail up to a head that is known from elsewhere, and every line.
 */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const path = (command: string) => fileURLToPath(new URL(`../${command}`, import.meta.url));
const NODE = ["--conditions=react-server", "--import", "tsx"];

/** `failure` is what an operator reads when a command fails, after what that has printed. */
export type Run = { variables: Partial<NodeJS.ProcessEnv>; failure: string };

export async function runChecks(head: string, run: Run): Promise<void> {
  await runWithDb(["audit-verify.ts", "--head", head], run);
  await runWithDb(["rebuild.ts", "--check"], run);
}

/** With the database that the variables name, and without asking anybody else. */
export async function runWithDb([script, ...args]: [string, ...string[]], run: Run): Promise<void> {
  const command = [process.execPath, ...NODE, path(script), ...args];
  // The head says what was there. Witnesses may know of more, which a restore has lost: they are
  // asked once somebody has decided to go on.
  const variables = { ...run.variables, AUDIT_WITNESSES: "", AUDIT_WITNESSES_FILE: "" };
  await execute(process.execPath, [...NODE, path("with-db.ts"), ...command], {
    ...run,
    variables,
  });
}

export async function execute(
  command: string,
  args: string[],
  { variables, failure }: Run,
): Promise<void> {
  const child = spawn(command, args, { stdio: "inherit", env: { ...process.env, ...variables } });
  const code = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (status) => resolve(status ?? 1));
  });
  if (code !== 0) throw new Error(failure);
}
