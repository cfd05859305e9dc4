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

/** A request that computes for longer is long. */
const LONG_MS = 3;
/**
 * A short request makes three round trips to the database, and may meet a step after each of them.
 * Long work is no quicker with longer steps.
 */
const STEP_MS = 1;
/**
 * So many short requests wait for one another most of all: short steps would not help them, and a
 * file would take a fifth longer.
 */
const MANY_SHORT = 4;
const STEP_MS_BESIDE_MANY = 3;
/**
 * However busy the application is, long work has a third of its time: what a short step did not
 * wait for, the next one may.
 */
const WAITS_PER_STEP = 2;
const WAIT_MS_MAX = 25;
/** What takes longer waits for something itself, such as a slow upload, a lock or Cashrec. */
const SHORT_MS_MAX = 500;
/** People look at a page before they ask for the next one. */
const PRESENT_MS = 1_000;

/** How many short requests are under way, and who waits until there is none. */
type Traffic = {
  /** When the last short request ended; of the monotonic clock. */
  lastEndAt: number;
  count: () => number;
  add: (by: 1 | -1) => void;
  /** Calls back once there is none. Returns how to wait no longer. */
  whenNone: (resume: () => void) => () => void;
};
const shared = processWide<Traffic>("traffic");

function traffic(): Traffic {
  return (shared.value ??= createTraffic());
}

function createTraffic(): Traffic {
  let count = 0;
  const waiting = new Set<() => void>();
  return {
    lastEndAt: -Infinity,
    count: () => count,
    add(by) {
      count += by;
      if (count > 0) return;
      for (const resume of waiting) resume();
    },
    whenNone(resume) {
      waiting.add(resume);
      return () => waiting.delete(resume);
    },
  };
}

/** A request is short until it gives way; it is over when all of its response is written. */
export function noteShortRequest(work: WorkContext, response: ServerResponse): void {
  work.isShort = true;
  traffic().add(1);
  const timer = setTimeout(() => endShort(work), SHORT_MS_MAX).unref();
  const end = () => {
    clearTimeout(timer);
    if (work.isShort === true) traffic().lastEndAt = performance.now();
    endShort(work);
  };
  response.once("prefinish", end);
  response.once("close", end);
}

/** Whether somebody asks for something short, or has asked within the last second. */
export function areOthersPresent(): boolean {
  const { count, lastEndAt } = traffic();
  return count() > 0 || performance.now() - lastEndAt < PRESENT_MS;
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
  const gaveWayAt = performance.now();
  const step = gaveWayAt - (work?.resumedAt ?? 0);
  const waitMsMax = Math.min(WAIT_MS_MAX, WAITS_PER_STEP * step + (work?.waitMsLeft ?? 0));
  await setImmediate();
  if (traffic().count() > 0) await noneUnderWay(waitMsMax);
  if (work === undefined) return;
  work.resumedAt = performance.now();
  work.waitMsLeft = Math.max(0, waitMsMax - (work.resumedAt - gaveWayAt));
}

function noneUnderWay(msMax: number): Promise<void> {
  return new Promise((resolve) => {
    const goOn = () => {
      clearTimeout(timer);
      waitNoLonger();
      resolve();
    };
    const timer = setTimeout(goOn, msMax);
    const waitNoLonger = traffic().whenNone(goOn);
  });
}

/** How long work goes on until it gives way. */
export function stepMs(): number {
  if (currentWork()?.isShort === true) return LONG_MS;
  return traffic().count() < MANY_SHORT ? STEP_MS : STEP_MS_BESIDE_MANY;
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
    if (performance.now() - began < stepMs()) continue;
    await giveWay();
    began = performance.now();
  }
}

/** Makes a list of another one, step by step. */
export async function mapInSteps<Item, Result>(
  items: readonly Item[],
  map: (item: Item) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  await runInSteps(items.values(), (item) => results.push(map(item)));
  return results;
}
