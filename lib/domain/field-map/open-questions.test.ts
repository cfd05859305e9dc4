import { expect, test } from "vitest";
import { BUILT_IN_MAP } from "./built-in";
import { questionsOf } from "./open-questions";
import { readResponse } from "./read-response";

const wanted = {
  currencies: new Map([["101", "EUR"]]),
  dates: { from: "2026-11-23", to: "2026-11-23" },
};

test("what a record has beside the fields that are read is asked about", () => {
  const shift = { shiftId: 1, tillId: "T1", payments: [{ paymentTypeId: "CASH", amount: 10.5 }] };
  const record = { centerId: 101, businessDay: "2026-11-23", shifts: [{ ...shift, tips: 3.2 }] };
  const reading = readResponse([record], { map: BUILT_IN_MAP, ...wanted });
  if (reading.kind === "drift") throw new Error(reading.reason);
  const questions = questionsOf([record], BUILT_IN_MAP, { reading, wanted });
  expect(questions.map(({ kind, path }) => [kind, path])).toEqual([
    ["unused-money", "$[].shifts[].tips"],
  ]);
});
