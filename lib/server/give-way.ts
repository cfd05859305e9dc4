import "server-only";

/**
 * Long work of one person, such as a file, lets the short requests of others go first. It asks for
 * its turn between its steps, and waits while any of them is under way, but never for long: a file
 * is finished however many requests there are.
 */
import type { ServerResponse } from "node:http";
import { setImmediate } from "node:timers/promises";
import { processWide } from "./process-wide";
import { currentWork, type WorkContext } from "./work-context";

/** Nobody notices a wait of this length, and a step between two of them takes about half of it. */
export const STEP_MS = 8;
const WAIT_MS_MAX = 25;

/** How many short requests are under way, and who waits until there is none. */
type Traffic = { count: () => number; add: (by: 1 | -1) => void; whenNone: () => Promise<void> };
const shared = processWide<Traffic>("traffic");

function traffic(): Traffic {
  return (shared.value ??= createTraffic());
}

function createTraffic(): Traffic {
  let count = 0;
  let waiting: (() => void)[] = [];
  return {
    count: () => count,
    add(by) {
      count += by;
      if (count > 0) return;
      const resumed = waiting;
      waiting = [];
      for (const resume of resumed) resume();
    },
    whenNone: () => new Promise((resolve) => waiting.push(resolve)),
  };
}

/** A request is short until it gives way; it is over when all of its response is written. */
export function noteShortRequest(work: WorkContext, response: ServerResponse): void {
  work.isShort = true;
  traffic().add(1);
  response.once("prefinish", () => endShort(work));
  response.once("close", () => endShort(work));
}

function endShort(work: WorkContext): void {
  if (work.isShort !== true) return;
  work.isShort = false;
  traffic().add(-1);
}

/** Must be called where nothing is locked that a short request may need. */
export async function giveWay(): Promise<void> {
  const work = currentWork();
  if (work !== undefined) endShort(work);
  // What has arrived meanwhile is read first.
  await setImmediate();
  if (traffic().count() === 0) return;
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise<void>((resolve) => (timer = setTimeout(resolve, WAIT_MS_MAX)));
  await Promise.race([traffic().whenNone(), waited]);
  clearTimeout(timer);
}

/** Runs a computation step by step, and returns its result. `take` gets what it yields. */
export async function runInSteps<Step, Result>(
  steps: Iterator<Step, Result>,
  take: (step: Step) => void = () => undefined,
): Promise<Result> {
  let began = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    take(value);
    if (performance.now() - began < STEP_MS) continue;
    await giveWay();
    began = performance.now();
  }
}
