/** How long kinds of data may be stored. */
import { expect, test } from "vitest";
import {
  isRetentionAllowed,
  isShorter,
  readRetentionDays,
  RETENTION_KINDS,
  RETENTION_SETTING,
  retentionRule,
} from "./retention";

test.each(RETENTION_KINDS)("%s are stored within their bounds, or for good as supplied", (kind) => {
  const { min, max, usual } = retentionRule(kind);
  const tried = [min - 1, min, max, max + 1, min + 0.5, null, usual];
  expect(tried.map((days) => isRetentionAllowed(kind, days))).toEqual(
    [false, true, true, false, false, usual === null, true], //
  );
});

test("what was set counts, and what was not is as supplied", () => {
  const stored = { days: { mails: 90, notices: null, sessions: 7 } };
  expect(readRetentionDays(stored, "mails")).toBe(90);
  expect(readRetentionDays(stored, "notices")).toBeNull();
  expect(readRetentionDays(stored, "deliveries")).toBe(30);
  expect(readRetentionDays(RETENTION_SETTING.usual, "mails")).toBeNull();
});

test("for good is longer than any number of days", () => {
  const pairs = [
    [null, 30],
    [30, null],
    [30, 29],
    [29, 30],
    [30, 30],
    [null, null],
  ] as const;
  expect(pairs.map(([before, after]) => isShorter(before, after))).toEqual(
    [true, false, true, false, false, false], //
  );
});
