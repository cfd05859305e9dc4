/** An installation whose sheets come from Cashrec starts with and without its variables. */
import type { JobHelpers } from "graphile-worker";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { makeSheet, standIn } from "@/lib/testing/sheet-source";
import { inTransaction, sql } from "../db/sql";
import { tasks } from "../worker/tasks";
import { startSync } from "../sync/commands";
import { getSync } from "../sync/queries";
import { planSync } from "../sync/request";
import { runSync } from "../sync/run";
import { cashrec } from "./connection";
import { probe } from "./probe";
import { claimSource, connectionKind, findSource } from "./source";
import { connectionStatus } from "./status";

const CASHREC = {
  CASHREC_API_URL: "https://cashrec.example.test",
  CASHREC_TOKEN_URL: "https://login.example.test/connect/token",
  CASHREC_USERNAME: "reader",
  CASHREC_PASSWORD: "never used here",
  CASHREC_CLIENT_ID: "wf_wap_tp",
  CASHREC_CLIENT_SECRET: "never used here",
};
const RANGE = { from: "2026-03-02", to: "2026-03-04" };
const REFUSED = { code: "REFUSED", details: { reason: "cashrec-unconfigured" } };

const configure = () => {
  for (const [name, value] of Object.entries(CASHREC)) vi.stubEnv(name, value);
};
const leaveAway = () => {
  for (const name of Object.keys(CASHREC)) vi.stubEnv(name, "");
};

beforeAll(testDatabase);
beforeEach(async () => {
  leaveAway();
  await sql("DELETE FROM setting WHERE name = 'installation.source'");
});

test("a fresh installation has the sandbox until variables name a Cashrec", async () => {
  expect(await connectionKind()).toBe("sandbox");
  expect((await connectionStatus()).status).toBe("sandbox");
  configure();
  expect(await connectionKind()).toBe("live");
  expect((await connectionStatus()).status).toBe("unknown");
  expect(await findSource()).toBeNull();
});

test("the first sheets that are stored decide where all come from", async () => {
  const centre = await makeCentre();
  const pass = await plan(centre.id);
  const live = { ...standIn((id, date) => makeSheet(id, date)), source: "live" as const };
  expect(await runSync(pass, { client: live })).toBe("done");
  expect(await findSource()).toBe("live");
  expect(await connectionKind()).toBe("unconfigured");
  configure();
  expect(await connectionKind()).toBe("live");
});

test("a pass that finds no sheet decides nothing", async () => {
  const pass = await plan((await makeCentre()).id);
  expect(await runSync(pass, { client: standIn(() => null) })).toBe("done");
  expect(await findSource()).toBeNull();
});

test.each([
  ["live", "sandbox"],
  ["sandbox", "live"],
] as const)(
  "beside sheets of the one (%s), none of the other (%s) are stored",
  async (one, other) => {
    await claimSource(one);
    await claimSource(one);
    const centre = await makeCentre();
    const pass = await plan(centre.id);
    const client = { ...standIn((id, date) => makeSheet(id, date)), source: other };
    expect(await runSync(pass, { client })).toBe("failed");
    expect(await storedSheets(centre.id)).toBe(0);
  },
);

describe("without the variables", () => {
  beforeEach(() => claimSource("live"));

  test("whoever asks for a reading is refused, and told what to set", async () => {
    const { id } = await makeUser();
    const asked = { centreIds: [(await makeCentre()).id], ...RANGE };
    const scope = { ...scopeFor("sync:start", null), actorId: id };
    await expect(startSync(scope, asked)).rejects.toMatchObject(REFUSED);
    await expect(startSync(scope, asked)).rejects.toThrow(/CASHREC_API_URL, .*CLIENT_SECRET/);
    const probed = { centreId: "101", businessDate: RANGE.from, currency: "EUR" };
    await expect(probe(probed)).rejects.toMatchObject(REFUSED);
  });

  test("a pass that was asked for before fails with the reason, and stores nothing", async () => {
    const centre = await makeCentre();
    const pass = await plan(centre.id);
    expect(await runSync(pass, { client: await cashrec() })).toBe("failed");
    const { failures } = await getSync(scopeFor("sync:view", null), { id: pass });
    expect(failures).toMatchObject([{ centreId: centre.id, code: "REFUSED" }]);
    expect(failures[0]?.message).toContain("started without its connection");
    expect(await storedSheets(centre.id)).toBe(0);
  });

  test("the clock asks for nothing", async () => {
    await makeCentre();
    const passes = () => sql("SELECT id FROM sync ORDER BY id");
    const before = await passes();
    await tasks["read-due"]?.({ cadence: "recent" }, { job: { id: "1" } } as JobHelpers);
    expect(await passes()).toEqual(before);
  });

  test("the connection says so, and where it would be set", async () => {
    expect(await connectionStatus()).toMatchObject({
      status: "unconfigured",
      host: null,
      variables: expect.arrayContaining([
        { name: "CASHREC_PASSWORD", isSet: false, isNeeded: true },
      ]) as unknown,
    });
  });
});

function plan(centreId: string): Promise<string> {
  const asked = { centreIds: [centreId], ...RANGE, requestedById: null };
  return inTransaction((tx) => planSync(tx.sql, asked));
}

async function storedSheets(centreId: string): Promise<number> {
  const rows = await sql("SELECT FROM cash_sheet_version WHERE centre_id = $1", [centreId]);
  return rows.length;
}
