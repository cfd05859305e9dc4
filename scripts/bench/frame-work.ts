/**
 * Adds up what the page's own thread computes from each frame to the next, from a trace of the
 * browser. Unlike the time that a frame lasts, it does not grow while others use the processors.
 */
type TraceEvent = {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  /** The processor's time in microseconds. */
  tdur?: number;
};

export const TRACED = ["devtools.timeline", "disabled-by-default-devtools.timeline"];

export function sumFrameWork(trace: Buffer): number[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const starts = traceEvents.filter(({ name }) => name === "FireAnimationFrame");
  const [first] = starts;
  if (first === undefined) return [];
  const times = starts.map(({ ts }) => ts).sort((one, other) => one - other);
  const work = times.map(() => 0);
  const tasks = traceEvents
    .filter(({ name, ph }) => name === "RunTask" && ph === "X")
    .filter(({ pid, tid }) => pid === first.pid && tid === first.tid)
    .sort((one, other) => one.ts - other.ts);
  let frame = 0;
  for (const { ts, tdur = 0 } of tasks) {
    while (frame + 1 < times.length && (times[frame + 1] ?? 0) <= ts) frame += 1;
    work[frame] = (work[frame] ?? 0) + tdur / 1_000;
  }
  // Tracing itself begins before the first frame and ends in the last.
  return work.slice(1, -1);
}
