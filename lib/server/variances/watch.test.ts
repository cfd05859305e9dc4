import { beforeAll, expect, test } from "vitest";
import { NO_NARROWING } from "@/lib/domain/line-filter";
import { makeCentre, scopeFor } from "@/lib/testing/arrange";
import { arrangeManyDays } from "@/lib/testing/arrange-many-days";
import { testDatabase } from "@/lib/testing/database";
import { getWatch } from "./watch";

const DAYS = 20;

beforeAll(testDatabase);

test("all findings are counted, of which the most notable are shown", async () => {
  let dates: string[] = [];
  for (let made = 0; made < 22; made += 1) {
    const { id } = await makeCentre();
    dates = await arrangeManyDays(id, DAYS, null);
  }
  const range = { from: dates[0] ?? "", to: dates.at(-1) ?? "" };
  const search = { ...NO_NARROWING, ...range };
  const { found, findings, tested } = await getWatch(scopeFor("variance:view", null), search);
  expect(found).toEqual({ EUR: 22 });
  expect(findings).toHaveLength(20);
  expect(findings.every(({ pattern }) => pattern === "uncounted")).toBe(true);
  expect(tested).toBe(0);
});
