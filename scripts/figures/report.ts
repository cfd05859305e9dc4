/**
 * Prints the results of the benchmark: each figure beside the baseline of the same run. It never
 * asserts.
 */
import { readFileSync } from "node:fs";

export function title(text: string): void {
  process.stdout.write(`\n${text}\n`);
}

export function row(name: string, value: string, note = ""): void {
  process.stdout.write(`  ${name.padEnd(46)} ${value.padStart(14)}  ${note}\n`);
}

export function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(2)} s`;
}

export function ratio(measured: number, baseline: number): string {
  return `${(measured / baseline).toFixed(2)} x baseline`;
}

export function perSecond(count: number, ms: number): string {
  return `${Math.round(count / (ms / 1_000)).toLocaleString("en")}/s`;
}

/** Returns the value below which `share` of the sorted times are. */
export function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export async function timed<T>(work: () => Promise<T> | T): Promise<{ ms: number; result: T }> {
  const began = performance.now();
  const result = await work();
  return { ms: performance.now() - began, result };
}

/**
 * Returns the peak resident memory of this process in MB, or null where the system does not report
 * it.
 */
export function peakMemory(): number | null {
  if (process.platform !== "linux") return null;
  const match = /VmHWM:\s+(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"));
  return match === null ? null : Math.round(Number(match[1]) / 1_024);
}

/** Returns the same numbers in every run (mulberry32). */
export function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
