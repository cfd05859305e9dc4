import { beforeAll, expect, test } from "vitest";
import { countingOfAllSchema } from "@/lib/contracts/counting";
import { makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { prisma } from "../db/client";
import { saveCentres } from "./commands";
import { setCounting } from "./counting";
import { changeUsualCounting, getCountingOfAll, setCountingOfMany } from "./counting-of-all";

const HIDDEN = { blindMode: "hidden", recountsMax: 2, approval: "above-limit" } as const;
const STRICT = { blindMode: "hidden", recountsMax: 1, approval: "always" } as const;
const SHOWN = { ...HIDDEN, blindMode: "shown" } as const;

beforeAll(async () => {
  await testDatabase();
});

const admin = async () => scopeFor("centre:administer", null, await makeUser());
const entriesOf = (centreId: string | null) =>
  prisma().auditEntry.count({ where: { action: "centre.counting-changed", centreId } });

test("what is usual reaches the centres that follow it, and no exception", async () => {
  const scope = await admin();
  expect(await getCountingOfAll(scope)).toEqual({ usual: HIDDEN, nodes: [], centres: [] });
  const [one, two, exception] = [await makeCentre(), await makeCentre(), await makeCentre()];
  await setCounting(scopeFor("centre:configure", [exception.id]), {
    centreId: exception.id,
    ...SHOWN,
  });

  const after = await changeUsualCounting(scope, { counting: STRICT, basedOn: HIDDEN });
  expect(countingOfAllSchema.parse(after)).toEqual(after);
  expect(after.usual).toEqual(STRICT);
  const of = (id: string) => after.centres.find(({ centreId }) => centreId === id);
  expect([of(one.id), of(two.id)]).toMatchObject([STRICT, STRICT]);
  expect(of(exception.id)).toMatchObject(SHOWN);
  expect(await Promise.all([one.id, exception.id, null].map(entriesOf))).toEqual([0, 1, 1]);

  await expect(
    changeUsualCounting(scope, { counting: SHOWN, basedOn: HIDDEN }),
  ).rejects.toMatchObject({ code: "CONFLICT" });

  // A centre that is added later counts as is usual.
  const { id, name, currency, timeZone, dayStartsAt } = { ...one, id: "LATER" };
  await saveCentres(scope, [{ id, name, currency, timeZone, dayStartsAt }]);
  const { centres } = await getCountingOfAll(scope);
  expect(centres.find(({ centreId }) => centreId === id)).toMatchObject(STRICT);
});

test("several centres are set at once: all of them, or none", async () => {
  const scope = await admin();
  const [one, two] = [await makeCentre(), await makeCentre()];
  const named = { centres: [one.id, "no-such", two.id], nodes: [], counting: SHOWN };
  await expect(setCountingOfMany(scope, named)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const unchanged = await getCountingOfAll(scope);
  const find = (all: typeof unchanged) =>
    all.centres.filter(({ centreId }) => [one.id, two.id].includes(centreId));
  expect(find(unchanged)).toMatchObject([STRICT, STRICT]);
  const after = await setCountingOfMany(scope, { ...named, centres: [one.id, two.id] });
  expect(find(after)).toMatchObject([SHOWN, SHOWN]);
  expect(await Promise.all([one.id, two.id].map(entriesOf))).toEqual([1, 1]);
});
