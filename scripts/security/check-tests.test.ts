import { expect, test } from "vitest";
import { judge } from "./check-tests";

const entry = (fullName: string, status = "passed") => ({
  fullName,
  status,
  failureMessages: status === "passed" ? [] : ["expected [ 'counter: shows theirs' ]"],
});
const reportOf = (...assertionResults: ReturnType<typeof entry>[]) => ({
  testResults: [{ assertionResults }],
});
const proof = { line: "leaks", files: ["lib/testing/matrix.test.ts"], only: /counter/ };

test("a proof counts its own tests", () => {
  const report = reportOf(entry("a counter"), entry("another counter"), entry("a page", "failed"));
  expect(judge(proof, report)).toEqual({ lines: ["leaks: 0 (2 tests)"], failures: [] });
});

test("a test that fails is found, with its message", () => {
  const { lines, failures } = judge(proof, reportOf(entry("a counter", "failed")));
  expect(lines).toEqual(["leaks: 1 (1 tests)"]);
  expect(failures.join()).toContain("counter: shows theirs");
});

test("a test that was left out, and a file without one, prove nothing", () => {
  expect(judge(proof, reportOf(entry("a counter", "skipped"))).failures).toHaveLength(1);
  expect(judge(proof, reportOf(entry("a page"))).failures).toEqual(["leaks: no test ran."]);
});
