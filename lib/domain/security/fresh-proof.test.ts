import { expect, test } from "vitest";
import { PERMISSIONS } from "../permission";
import { pageTakesFreshProof, requestTakesFreshProof } from "./fresh-proof";

test("whoever signs off, sets rules or administers proves it, and nobody who counts does", () => {
  expect(PERMISSIONS.filter((one) => requestTakesFreshProof(one, "POST"))).toEqual([
    "reconciliation:approve",
    "reconciliation:close",
    "reconciliation:reopen",
    "period:close",
    "tolerance:change",
    "sheet:view-raw",
    "centre:administer",
    "user:administer",
    "cashrec:probe",
    "journal:configure",
    "webhook:administer",
    "cashrec:connect",
    "centre:configure",
    "device:administer",
    "security:administer",
  ]);
});

test("original cash sheets are read with a proof, and the connection is opened with one", () => {
  expect(PERMISSIONS.filter((one) => requestTakesFreshProof(one, "GET"))).toEqual([
    "sheet:view-raw",
  ]);
  expect(PERMISSIONS.filter(pageTakesFreshProof)).toEqual([
    "sheet:view-raw",
    "cashrec:probe",
    "cashrec:connect",
  ]);
});
