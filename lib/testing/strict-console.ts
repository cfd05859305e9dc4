/** A test fails when `console.error` is called, unless the test takes the output. */
import { format } from "node:util";
import { afterEach, beforeEach, expect, vi } from "vitest";

const errors: string[] = [];

beforeEach(() => {
  errors.length = 0;
  vi.spyOn(console, "error").mockImplementation((...texts: unknown[]) => {
    errors.push(format(...texts));
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  expect(errors, "console.error was called").toEqual([]);
});

/** Returns the output so far, so that a test that expects output asserts on it. */
export function takeConsoleErrors(): string[] {
  return errors.splice(0);
}
