/** Tells what goes with an account from what somebody signed for. */
import { expect, test } from "vitest";
import { STORED_KINDS, isSignedFor } from "./stored-data";

test("what concerns money is signed for, and what serves the account is not", () => {
  const own = STORED_KINDS.filter((kind) => !isSignedFor(kind));
  expect(own).toEqual([
    "roles",
    "session",
    "device",
    "token",
    "pin",
    "saved-view",
    "notice",
    "mail",
    "report-file",
  ]);
});
