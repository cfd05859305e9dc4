/** What Cashrec does not provide is a line that someone has to count or to waive, never a zero. */
import { beforeAll, beforeEach, expect, test } from "vitest";
import { minor } from "@/lib/domain/money";
import { type MadeUser, scopeFor } from "@/lib/testing/arrange";
import {
  arrangePeople,
  dayFor,
  makeCentreId,
  move,
  type MovesKey,
  storeCount,
  storeExplanation,
  storeSheet,
} from "@/lib/testing/arrange-workflow";
import { testDatabase } from "@/lib/testing/database";
import { makeSheet, makeShift } from "@/lib/testing/sheet-source";
import { agreeFloat } from "../floats/commands";
import { getDay } from "../reconciliations/queries";

let key: MovesKey;
let cal: MadeUser, rey: MadeUser;

beforeAll(testDatabase);
beforeEach(async () => {
  key = { centreId: await makeCentreId(), date: "2026-03-12" };
  ({ cal, rey } = await arrangePeople(key.centreId));
});

test("a shift whose payments are not provided is a line, and not reviewed unless it is waived", async () => {
  const shift = makeShift({}, { tenders: null });
  await storeSheet(key, makeSheet(key.centreId, key.date, [shift]));
  const day = await dayFor(key, rey);
  expect(day).toMatchObject({ unwaivedLines: 1, hasSheet: true });
  expect(day.lineDetails).toMatchObject([
    { tenderId: "CASH", expectedMinor: null, countedMinor: null, verdict: "uncounted" },
  ]);
  await expect(move("review", key, rey)).rejects.toMatchObject({ code: "REFUSED" });
  await storeExplanation(key, cal);
  expect(await move("review", key, rey)).toMatchObject({ state: "reviewed" });
});

test("cash with an expense of unknown amount is not provided, though it is counted", async () => {
  const expenses = [{ label: "Ice", amount: null }];
  const shift = makeShift({ CASH: 100_00 }, { expenses });
  await storeSheet(key, makeSheet(key.centreId, key.date, [shift]));
  await storeCount(key, cal, 95_00);
  const [line] = (await dayFor(key, rey)).lineDetails;
  expect(line).toMatchObject({ expectedMinor: null, countedMinor: 95_00, differenceMinor: null });
  expect(line?.terms?.find(({ term }) => term === "expenses")).toEqual({
    term: "expenses",
    amountMinor: null,
    entries: [{ label: "Ice", amountMinor: null }],
  });
  await expect(move("review", key, rey)).rejects.toMatchObject({ code: "REFUSED" });
});

test("where Cashrec gives no float the agreed one is expected, from the day of its agreement", async () => {
  await storeSheet(key, makeSheet(key.centreId, key.date, [makeShift({ CASH: 100_00 })]));
  const scope = scopeFor("tolerance:change", [key.centreId], cal);
  const agree = (amountMinor: number | null, validFrom: string) =>
    agreeFloat(scope, { centreId: key.centreId, tillId: "*", amountMinor, validFrom });
  const cash = async (asOf?: string) => {
    const reader = scopeFor("reconciliation:view", [key.centreId], rey);
    const day = await getDay(reader, { ...key, ...(asOf === undefined ? {} : { asOf }) });
    const [line] = day.lineDetails;
    return { expected: line?.expectedMinor, float: line?.terms?.[0] };
  };
  expect(await cash()).toMatchObject({ expected: 100_00, float: { amountMinor: null } });
  const before = new Date().toISOString();
  // Moments have a precision of milliseconds.
  await new Promise((resolve) => setTimeout(resolve, 5));
  await agree(minor(150_00), "2026-03-12");
  const float = { term: "float", amountMinor: 150_00, entries: [], agreed: true };
  expect(await cash()).toEqual({ expected: 250_00, float });
  await agree(minor(200_00), "2026-03-13");
  expect(await cash()).toMatchObject({ expected: 250_00 });
  await agree(null, "2026-03-01");
  expect(await cash()).toMatchObject({ expected: 100_00, float: { amountMinor: null } });
  expect(await cash(before)).toMatchObject({ expected: 100_00 });
});
