import { expect, test } from "vitest";
import { kindOfCode, readJobFailure, writeJobFailure } from "./job-failure";

test("a failure is read as it was written, on one line and of bounded length", () => {
  const failure = { kind: "operating", detail: "Cashrec\n  is away." } as const;
  expect(readJobFailure(writeJobFailure(failure))).toEqual({
    kind: "operating",
    detail: "Cashrec is away.",
  });
  const long = writeJobFailure({ kind: "program", detail: "x".repeat(5_000) });
  expect(readJobFailure(long).detail).toHaveLength(500);
});

test("what others wrote is not shown, because it may quote a payload or a row", () => {
  const nothing = { kind: "unknown", detail: "" };
  expect(readJobFailure('invalid input syntax for type uuid: "hunter2"')).toEqual(nothing);
  expect(readJobFailure("[hunter2] hunter2")).toEqual(nothing);
});

// code, what it means
test.each([
  ["57P01", "database-gone"],
  ["08006", "database-gone"],
  ["28P01", "database-gone"],
  ["55P03", "database-busy"],
  ["57014", "database-busy"],
  ["40P01", "database-busy"],
  ["53300", "database-busy"],
  ["23505", "database"],
  ["42P01", "database"],
  ["53100", "disk-full"],
  ["ENOSPC", "disk-full"],
  ["ECONNREFUSED", "network"],
  ["ETIMEDOUT", "network"],
  ["EPIPE", "network"],
  ["UND_ERR_CONNECT_TIMEOUT", "network"],
  ["CERT_HAS_EXPIRED", "network"],
  ["something", null],
])("%s is %s", (code, kind) => {
  expect(kindOfCode(code)).toBe(kind);
});
