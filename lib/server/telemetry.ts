import "server-only";

/**
 * Reports what the application does, and how long it takes, to whoever observes it: metrics and
 * traces. Without an observer, nothing is measured.
 */
import { processWide } from "./process-wide";
import { currentWork, type WorkContext } from "./work-context";

export type OperationKind = "request" | "statement" | "upstream" | "job" | "append";

export type Operation = {
  readonly kind: OperationKind;
  /** It comes from code, never from a client: "GET /api/day", the text of a statement, a task. */
  name: string;
  /** On the clock of `performance`. */
  readonly startedAt: number;
  readonly work: WorkContext | undefined;
  /** What names the operation to another server, as W3C Trace Context defines it. */
  traceparent: string | null;
};

export type Observer = {
  begin: (operation: Operation, parent: string | null) => void;
  /** The outcome is a status, a code or "ok": few values, and never text. */
  end: (operation: Operation, outcome: string, ms: number) => void;
};

const shared = processWide<{ observers: Observer[] }>("telemetry");

/** Returns how to stop observing. */
export function observe(observer: Observer): () => void {
  const { observers } = (shared.value ??= { observers: [] });
  observers.push(observer);
  return () => {
    observers.splice(observers.indexOf(observer), 1);
  };
}

/** Returns null while nobody observes. The parent is the caller's own name for its operation. */
export function beginOperation(
  kind: OperationKind,
  name: string,
  parent: string | null = null,
): Operation | null {
  const observers = shared.value?.observers ?? [];
  if (observers.length === 0) return null;
  const startedAt = performance.now();
  const operation: Operation = { kind, name, startedAt, work: currentWork(), traceparent: null };
  for (const { begin } of observers) begin(operation, parent);
  return operation;
}

export function endOperation(operation: Operation | null, outcome: string): void {
  if (operation === null) return;
  const ms = performance.now() - operation.startedAt;
  for (const { end } of shared.value?.observers ?? []) end(operation, outcome, ms);
}

/** The code of an error, such as PostgreSQL's, and "failed" for one that has none. */
export function outcomeOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === "string" && /^\w{1,40}$/.test(code) ? code : "failed";
}

/** Reports all of `run` as one operation. */
export async function measured<T>(
  kind: OperationKind,
  name: string,
  run: () => Promise<T>,
): Promise<T> {
  const operation = beginOperation(kind, name);
  if (operation === null) return run();
  try {
    const result = await run();
    endOperation(operation, "ok");
    return result;
  } catch (error) {
    endOperation(operation, outcomeOf(error));
    throw error;
  }
}
