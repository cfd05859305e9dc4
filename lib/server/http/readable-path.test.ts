import { expect, test } from "vitest";
import { isReadablePath } from "./readable-path";

test.each([
  ["/", true],
  ["/reconciliations/101/2026-01-01", true],
  ["/reconciliations/caf%C3%A9/2026-01-01", true],
  ["/reconciliations/%ff/2026-01-01", false],
  ["/reconciliations/caf%C3/2026-01-01", false],
  ["/%", false],
  ["/%4", false],
  ["/%zz", false],
])("%s can be read: %s", (path, readable) => {
  expect(isReadablePath(path)).toBe(readable);
});
