import { beforeAll, describe, expect, test } from "vitest";
import type { Reason } from "@/lib/contracts/reason";
import { REASONS } from "@/lib/domain/reason";
import { makeUser, scopeFor } from "@/lib/testing/arrange";
import { actionsOf, arrangeExplained } from "@/lib/testing/arrange-explained";
import { testDatabase } from "@/lib/testing/database";
import { prisma } from "../db/client";
import { changeReasons } from "./commands";
import { listReasons } from "./queries";

const TIPS: Reason = {
  code: "kitchen-tips",
  active: true,
  verdicts: ["short"],
  labels: { en: "Tips of the kitchen", fr: "Pourboires de la cuisine" },
};

beforeAll(async () => {
  await testDatabase();
});

const list = () => listReasons(scopeFor("reconciliation:view", null));
const change = async (reasons: Reason[], version?: number) => {
  const administrator = await makeUser({ name: "Iris" });
  const scope = scopeFor("centre:administer", null, administrator);
  return changeReasons(scope, { version: version ?? (await list()).version, reasons });
};

describe("the list of reasons", () => {
  test("is the default set until somebody changes it", async () => {
    const { version, reasons } = await list();
    expect(version).toBe(0);
    expect(reasons.map(({ code }) => code)).toEqual([...REASONS]);
  });

  test("takes a reason of its own and loses one; both are in the trail", async () => {
    const { reasons } = await list();
    const next = reasons.map((one) => ({ ...one, active: one.code !== "training" }));
    const changed = await change([TIPS, ...next]);
    expect(changed).toMatchObject({ version: 1 });
    expect(changed.reasons.slice(0, 2)).toMatchObject([TIPS, { code: "float-left-out" }]);
    expect(await list()).toEqual(changed);
    const day = await arrangeExplained();
    await day.count("CASH", 364_00);
    const training = day.explain(await day.makeExplain({ reason: "training" }));
    await expect(training).rejects.toMatchObject({ details: { reason: "unknown-reason" } });
    await day.explain(await day.makeExplain({ reason: TIPS.code }));
    expect(await actionsOf(day)).toEqual(["line.explained"]);
    const entries = await prisma().auditEntry.findMany({ where: { action: "reasons.changed" } });
    expect(entries).toMatchObject([{ before: { version: 0 }, after: { version: 1 } }]);
  });

  test("is refused from whoever saw an older one, or breaks it", async () => {
    const { reasons, version } = await list();
    await expect(change(reasons, version - 1)).rejects.toMatchObject({
      code: "CONFLICT",
      details: { current: { version } },
    });
    await expect(change(reasons.slice(1))).rejects.toMatchObject({
      code: "REFUSED",
      details: { reason: "reason-removed" },
    });
    await expect(change([...reasons, TIPS])).rejects.toMatchObject({
      code: "REFUSED",
      details: { reason: "twice" },
    });
  });

  test("of two changes at once takes one", async () => {
    const { reasons, version } = await list();
    const both = await Promise.allSettled([change(reasons, version), change(reasons, version)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });
});
