/**
 * Stages of `npm test`. Most occupy one core and leave the others idle, so that stages run in
 * parallel lanes: one after the other within a lane, and the output of each stays together.
 */
import { spawn } from "node:child_process";
import { print } from "../process/print";

/** Resolves when the command succeeds, or throws. */
export type Run = (command: string[], variables?: Record<string, string>) => Promise<void>;
export type Stage = { name: string; work: (run: Run) => Promise<void> };

/**
 * Returns false when a stage failed. After that no stage starts in any lane; running stages still
 * end, so that one run reports both mistakes.
 */
export async function runStages(lanes: readonly (readonly Stage[])[]): Promise<boolean> {
  const begin = lanes.length > 1 ? runBuffered : runWithOutput;
  if (lanes.length > 1) {
    const names = lanes.map((lane) => lane.map(({ name }) => name).join(", "));
    print(`\n== side by side: ${names.join(" | ")}`);
  }
  let failed = false;
  await Promise.all(
    lanes.map(async (lane) => {
      for (const stage of lane) {
        if (failed) return;
        if (!(await begin(stage))) failed = true;
      }
    }),
  );
  return !failed;
}

/** The output is shown as it is written. */
function runWithOutput(stage: Stage): Promise<boolean> {
  print(`\n== ${stage.name}`);
  return passes(stage, (command, variables) => start(command, variables), print);
}

/** The output is buffered until the stage is over. */
async function runBuffered(stage: Stage): Promise<boolean> {
  const output: Buffer[] = [];
  const keep = (line: string) => output.push(Buffer.from(`${line}\n`));
  keep(`\n== ${stage.name}`);
  const passed = await passes(
    stage,
    (command, variables) => start(command, variables, output),
    keep,
  );
  process.stderr.write(Buffer.concat(output));
  return passed;
}

async function passes(
  { name, work }: Stage,
  run: Run,
  tell: (line: string) => void,
): Promise<boolean> {
  const began = performance.now();
  const time = () => `${((performance.now() - began) / 1000).toFixed(1)} s`;
  try {
    await work(run);
    tell(`== ${name}: passed in ${time()}`);
    return true;
  } catch (error) {
    tell(error instanceof Error ? error.message : String(error));
    tell(`== ${name}: FAILED after ${time()}`);
    return false;
  }
}

function start(
  command: string[],
  variables: Record<string, string> = {},
  output?: Buffer[],
): Promise<void> {
  const child = spawn(command[0] ?? "", command.slice(1), {
    stdio: output === undefined ? "inherit" : ["ignore", "pipe", "pipe"],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...variables },
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => output?.push(chunk));
  }
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${command.join(" ")} exited with ${code ?? "a signal"}`));
    });
  });
}
