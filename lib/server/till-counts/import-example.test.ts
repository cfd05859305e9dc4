import { beforeAll, expect, test } from "vitest";
import { scopeFor } from "@/lib/testing/arrange";
import { arrangeCounting } from "@/lib/testing/arrange-counting";
import { testDatabase } from "@/lib/testing/database";
import { computeBusinessDate } from "@/lib/domain/business-date";
import { listCentres } from "../centres/queries";
import { makeImportExample } from "./import-example";

beforeAll(async () => {
  await testDatabase();
});

test("the example has the reader's own tills, and no amount", async () => {
  const mine = await arrangeCounting();
  const other = await arrangeCounting();
  const scope = scopeFor("till-count:import", [mine.centreId]);
  const [centre] = await listCentres(scope);
  if (centre === undefined) throw new Error("There is no centre.");
  const today = computeBusinessDate(Date.now(), centre);
  await mine.store(today);
  await other.store(today);
  const text = await (await makeImportExample(scope)).text();
  expect(text.split("\r\n")).toEqual([
    "centre_id,business_date,shift_id,till_id,tender_id,counted",
    expect.stringMatching(new RegExp(`^${mine.centreId},${today},1,T1,(CASH|CARD),$`)),
    expect.stringMatching(new RegExp(`^${mine.centreId},${today},1,T1,(CASH|CARD),$`)),
    "",
  ]);
});
