/** The resident memory of a process and of its descendants, as Linux reports it. */
import { readdirSync, readFileSync } from "node:fs";

/** Often enough for growth over seconds, and seldom enough not to affect the measurement. */
const SAMPLE_EVERY_MS = 250;

export type Watched = { restMb: number; peakMb: number };

/** Returns null where the system does not report it. `work` starts from the memory at rest. */
export async function watchMemory<T>(
  pid: number,
  work: () => Promise<T>,
): Promise<{ result: T; memory: Watched | null }> {
  const restMb = residentMb(pid);
  if (restMb === null) return { result: await work(), memory: null };
  let peakMb = restMb;
  const look = () => (peakMb = Math.max(peakMb, residentMb(pid) ?? 0));
  const timer = setInterval(look, SAMPLE_EVERY_MS);
  try {
    const result = await work();
    look();
    return { result, memory: { restMb, peakMb } };
  } finally {
    clearInterval(timer);
  }
}

function residentMb(pid: number): number | null {
  if (process.platform !== "linux") return null;
  const kilobytes = [pid, ...listDescendants(pid)].map(readResident);
  return Math.round(kilobytes.reduce((total, one) => total + one, 0) / 1_024);
}

function listDescendants(pid: number): number[] {
  const children = listTasks(pid).flatMap((task) =>
    read(`/proc/${pid}/task/${task}/children`).split(" ").filter(Boolean).map(Number),
  );
  return children.flatMap((child) => [child, ...listDescendants(child)]);
}

function listTasks(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return []; // The process has ended meanwhile.
  }
}

function readResident(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
