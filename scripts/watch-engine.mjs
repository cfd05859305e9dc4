/**
 * Loaded into Prisma's command line: when its engine dies in the middle of a request, the command
 * line waits for a response that can't come, runs out of work and exits with 0. This makes it 1.
 */
import childProcess from "node:child_process";
import { syncBuiltinESMExports } from "node:module";

const { spawn } = childProcess;

childProcess.spawn = (file, ...rest) => {
  const child = spawn(file, ...rest);
  const [args] = rest;
  const servesRequests = Array.isArray(args) && !args.includes("cli");
  if (file === process.env.PRISMA_SCHEMA_ENGINE_BINARY && servesRequests) {
    child.once("exit", (code, signal) => {
      // The command line ends a healthy engine itself, by closing its input or with SIGTERM.
      if (code === 0 || signal === "SIGTERM") return;
      process.stderr.write(`The schema engine died (${signal ?? `exit code ${code}`}).\n`);
      process.exitCode = 1;
    });
  }
  return child;
};
syncBuiltinESMExports();
