/**
 * Decides who goes on. Everybody waits at a gate before a statement, a request to Cashrec and a
 * timer; the seed opens one gate at a time, and the next one only when everything that followed has
 * come to rest. So one seed is one history, although the database is a real one.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Chance } from "../figures/chance";
import type { Lane, Waiting } from "./lane";

/** Promises and ticks that follow from one result take at most so many rounds of the event loop. */
const ROUNDS = 8;
const QUICK_ROUNDS = 50;
const WAIT_ROUNDS_MAX = 70;
const LOOK_MS = 3;
/** Most statements that take long only work. */
const LOOK_MS_MAX = 50;
const STANDSTILL_MS = 6_000;
/** A busy machine may need many times what a statement takes. */
const HANGS_MS = 60_000;

type Gate = Waiting["kind"];
type Blocked = { pid: number; lane: Lane; isOver: boolean };

export type Scheduler = ReturnType<typeof createScheduler>;

export function createScheduler(
  chance: Chance,
  listBlockers: (pid: number) => Promise<readonly number[]>,
) {
  const isBlocked = async (pid: number) => (await listBlockers(pid)).length > 0;
  const current = new AsyncLocalStorage<Lane>();
  const waiting: Waiting[] = [];
  const blocked = new Set<Blocked>();
  let underWay = 0;
  /** Whether a lock may have been released since those who stand behind one were looked at. */
  let mayBeFree = false;
  let wake: (() => void)[] = [];
  const noteEnd = () => {
    for (const one of wake) one();
    wake = [];
  };
  /** An exchange has ended, or it is time to look again. */
  const nextEvent = () =>
    new Promise<void>((resolve) => {
      const timer = realTimeout(resolve, LOOK_MS);
      wake.push(() => (clearReal(timer), resolve()));
    });

  const waitAt = (lane: Lane, gate: Omit<Waiting, "lane" | "go">) =>
    new Promise<void>((go) => {
      if (!lane.isDropped) waiting.push({ lane, ...gate, go });
    });

  async function rest(): Promise<void> {
    const began = performance.now();
    for (let rounds = 0; rounds < ROUNDS; rounds += 1) {
      const before = waiting.length;
      await turn();
      if (underWay > 0 || waiting.length !== before) rounds = -1;
      if (underWay > 0) await nextEvent();
      if (performance.now() - began > HANGS_MS) {
        throw new Error(`${underWay} exchanges with the database do not end`);
      }
    }
  }

  /** What it does may take longer than the others' results; it may also wait for another lane. */
  async function untilAtRest(lane: Lane): Promise<void> {
    const isAtRest = () =>
      lane.isOver ||
      lane.isDropped ||
      waiting.some((one) => one.lane === lane) ||
      [...blocked].some((one) => one.lane === lane);
    for (let rounds = 0; rounds < WAIT_ROUNDS_MAX && !isAtRest(); rounds += 1) {
      if (rounds < QUICK_ROUNDS) await turn();
      else await new Promise<void>((resolve) => void realTimeout(resolve, LOOK_MS));
    }
  }

  /** Of those who stood in the database, some may go on after another's end, and so on. */
  async function settleBlocked(): Promise<void> {
    while (mayBeFree) {
      mayBeFree = false;
      for (const one of blocked) {
        while (!one.isOver && !(await isBlocked(one.pid))) await nextEvent();
        if (one.isOver) blocked.delete(one);
      }
    }
  }

  return {
    current,
    /** Otherwise every promise of the process carries the lane of every run before. */
    end(): void {
      current.disable();
    },
    /** Waits until the seed lets this lane go on; nobody who was dropped goes on. */
    gate(kind: Gate = "step", isCleared: () => boolean = () => false): Promise<void> {
      const lane = current.getStore();
      if (lane === undefined) return Promise.resolve();
      return waitAt(lane, { kind, order: nextOrder(lane), isCleared });
    },
    forgetCleared(): void {
      for (let at = waiting.length - 1; at >= 0; at -= 1) {
        if (waiting[at]?.isCleared() === true) waiting.splice(at, 1);
      }
    },
    /** Connections have ended, with their locks: whoever stood behind one has its result then. */
    async settle(): Promise<void> {
      mayBeFree = true;
      await settleBlocked();
      await rest();
    },
    /**
     * A real exchange with the database, which may stand behind the lock of another. `keepsLocks`
     * says afterwards whether its transaction is still open: nobody can go on because of it then.
     */
    async exchange<T>(
      pid: () => number,
      work: () => Promise<T>,
      keepsLocks: () => boolean = () => false,
    ): Promise<T> {
      const lane = current.getStore();
      if (lane === undefined) return work();
      // Of several that stood behind one lock, the database decides whose result is there first.
      const order = nextOrder(lane);
      const stood: Blocked = { pid: pid(), lane, isOver: false };
      underWay += 1;
      const watch = watchLock(stood, isBlocked, () => {
        blocked.add(stood);
        mayBeFree = true;
        underWay -= 1;
        noteEnd();
      });
      const result = await work().then(
        (value) => () => value,
        (error: unknown) => () => {
          throw error;
        },
      );
      stood.isOver = true;
      // Whoever stood had a lock before those behind it, which it may not have kept.
      mayBeFree ||= !keepsLocks() || watch.hasStood();
      noteEnd();
      if (watch.hasStood()) {
        blocked.delete(stood);
        await waitAt(lane, { kind: "result", order, isCleared: () => false });
      } else {
        watch.stop();
        underWay -= 1;
      }
      return result();
    },
    /** Whatever else takes a while, such as a look at the database past the application. */
    async aside<T>(work: () => Promise<T>): Promise<T> {
      underWay += 1;
      try {
        return await work();
      } finally {
        underWay -= 1;
        noteEnd();
      }
    },
    drop(lane: Lane): void {
      lane.isDropped = true;
      for (let at = waiting.length - 1; at >= 0; at -= 1) {
        if (waiting[at]?.lane === lane) waiting.splice(at, 1);
      }
    },
    /** Opens one gate, and returns whose; null when nobody waits. */
    async step(): Promise<Waiting | null> {
      await untilSomebody(waiting, blocked);
      await rest();
      const chosen = choose(waiting, chance);
      if (chosen === null) return null;
      waiting.splice(waiting.indexOf(chosen), 1);
      chosen.go();
      await rest();
      await untilAtRest(chosen.lane);
      await settleBlocked();
      await rest();
      return chosen;
    },
  };
}

function nextOrder(lane: Lane): number {
  return (lane.gates += 1);
}

/** The order does not depend on who came first, which the network decides. */
function choose(waiting: readonly Waiting[], chance: Chance): Waiting | null {
  if (waiting.length === 0) return null;
  const inOrder = waiting.toSorted(
    (one, other) => one.lane.number - other.lane.number || one.order - other.order,
  );
  // A time limit rarely ends before what it limits.
  const steps = inOrder.filter(({ kind }) => kind !== "timer");
  const timers = inOrder.filter(({ kind }) => kind === "timer");
  const some = steps.length === 0 || (timers.length > 0 && chance.happens(0.03)) ? timers : steps;
  return chance.pick(some);
}

function watchLock(
  stood: Blocked,
  isBlocked: (pid: number) => Promise<boolean>,
  begin: () => void,
) {
  let hasStood = false;
  let ms = LOOK_MS;
  let timer: NodeJS.Timeout | undefined;
  const look = async () => {
    if (stood.isOver) return;
    if (await isBlocked(stood.pid)) {
      if (stood.isOver) return;
      hasStood = true;
      begin();
    } else timer = realTimeout(() => void look(), (ms = Math.min(LOOK_MS_MAX, ms * 2)));
  };
  timer = realTimeout(() => void look(), LOOK_MS);
  return { hasStood: () => hasStood, stop: () => clearReal(timer) };
}

/** A module that is loaded for the first time takes a while, and so does a deadlock. */
async function untilSomebody(
  waiting: readonly Waiting[],
  blocked: ReadonlySet<Blocked>,
): Promise<void> {
  const until = performance.now() + STANDSTILL_MS;
  while (waiting.length === 0 && performance.now() < until) {
    if ([...blocked].some(({ isOver }) => isOver)) return;
    await new Promise<void>((resolve) => void realTimeout(resolve, LOOK_MS));
  }
}

const realTimeout = setTimeout;
const clearReal = clearTimeout;

function turn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
