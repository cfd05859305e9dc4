/** What the benchmark prints: each figure beside the baseline of the same run. It never asserts. */
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

/** The value below which `share` of the sorted times lie. */
export function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export async function timed<T>(work: () => Promise<T> | T): Promise<{ ms: number; result: T }> {
  const began = performance.now();
  const result = await work();
  return { ms: performance.now() - began, result };
}

/** Peak resident memory of this process in MB; null where the system does not tell. */
export function peakMemory(): number | null {
  if (process.platform !== "linux") return null;
  const match = /VmHWM:\s+(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"));
  return match === null ? null : Math.round(Number(match[1]) / 1_024);
}

/** The same numbers in every run (mulberry32). */
export function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
