import { expect, test } from "vitest";
import { makeRule } from "../../testing/journal-days";
import { type AccountRule, createAccountLookup, formatSelector } from "./account-rule";

const QUESTION = {
  purpose: "short" as const,
  tenderId: "VISA",
  tenderKind: "card" as const,
  label: null,
  reason: "card-slip-missing",
};
const accountOf = (rules: Partial<AccountRule>[], businessDate = "2026-03-01") =>
  createAccountLookup(rules.map((rule) => makeRule({ purpose: "short", ...rule })))({
    scopes: ["101", "*"],
    businessDate,
  })(QUESTION)?.account ?? null;

test("a narrower scope comes first, then a reason, a tender, a kind, and everything", () => {
  const rules = [
    { selector: "*", account: "1" },
    { selector: "kind:card", account: "2" },
    { selector: "tender:VISA", account: "3" },
    { selector: "reason:card-slip-missing", account: "4" },
    { selector: "*", scopeId: "101", account: "5" },
    { selector: "reason:card-slip-missing", scopeId: "102", account: "6" },
    { selector: "*", purpose: "over" as const, account: "7" },
  ];
  expect([1, 2, 3, 4, 5, 6, 7].map((count) => accountOf(rules.slice(0, count)))).toEqual([
    "1",
    "2",
    "3",
    "4",
    "5",
    "5",
    "5",
  ]);
  expect(accountOf([])).toBeNull();
});

test("the highest version that has started is in force, and a withdrawn rule is none", () => {
  const rules = [
    { version: 1, account: "1", validFrom: "2026-01-01" },
    { version: 2, account: "2", validFrom: "2026-04-01" },
    { version: 3, account: null, validFrom: "2026-06-01" },
  ];
  expect(
    ["2025-12-31", "2026-03-31", "2026-04-01", "2026-06-01"].map((date) => accountOf(rules, date)),
  ).toEqual([null, "1", "2", null]);
  const other = { selector: "kind:card", account: "9" };
  expect(
    accountOf([
      { ...rules[2], validFrom: "2026-01-01" },
      { ...other, version: 1, scopeId: "*" },
    ]),
  ).toBe("9");
});

test("labels are the same in whatever case and spaces", () => {
  expect(formatSelector("label", "  Ice   CUBES ")).toBe("label:ice cubes");
  expect(formatSelector("tender", "Visa")).toBe("tender:Visa");
});
