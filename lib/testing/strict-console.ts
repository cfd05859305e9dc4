/** A test that makes something complain on the console fails, unless it expected just that. */
import { format } from "node:util";
import { afterEach, beforeEach, expect, vi } from "vitest";

const heard: string[] = [];

beforeEach(() => {
  heard.length = 0;
  vi.spyOn(console, "error").mockImplementation((...texts: unknown[]) => {
    heard.push(format(...texts));
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  expect(heard, "console.error was called").toEqual([]);
});

/** Takes what was said so far: a test that expects a complaint asserts on the answer. */
export function takeComplaints(): string[] {
  return heard.splice(0);
}
