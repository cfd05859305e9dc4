/** What still holds of a day with thinned versions, and who can't thin any. */
import { beforeAll, describe, expect, test } from "vitest";
import { BUILT_IN_MAP } from "@/lib/domain/field-map/built-in";
import { type MadeUser, makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { arrangePeople, dayFor, move, type MovesKey } from "@/lib/testing/arrange-workflow";
import { asOwner, tamper, testDatabase } from "@/lib/testing/database";
import { takeStep } from "@/lib/testing/day-history";
import { listThinned, setStoredDays, thinSheets } from "@/lib/testing/thin-sheets";
import { verifyAudit } from "../audit/verify";
import { inTransaction, sql } from "../db/sql";
import { readPacket } from "../packets/contents";
import { rebuildDays } from "../rebuild/rebuild-days";
import { verifyDay } from "../rebuild/verify-day";
import { getRawSheet } from "../reconciliations/raw-sheet";
import { readAgain } from "../replay/read-again";
import { recordTillCount } from "../till-counts/commands";

const DATE = "2026-03-02";
const HOUR_MS = 3_600_000;
const STARTED_MS = Date.now() - 90 * 24 * HOUR_MS;
const AMOUNTS = [100_00, 110_00, 120_00, 130_00];

let auditor: MadeUser;
let people: Awaited<ReturnType<typeof arrangePeople>>;
let key: MovesKey;
const day = () => ({ centreId: key.centreId, businessDate: key.date });

/** Four sheets, of which three are superseded, and a count and a signature for the last. */
beforeAll(async () => {
  await testDatabase();
  auditor = await makeUser({ roles: [{ centreId: "*", role: "auditor" }] });
  key = { centreId: (await makeCentre()).id, date: DATE };
  people = await arrangePeople(key.centreId);
  for (const [index, sales] of AMOUNTS.entries()) await store(sales, index);
  const line = { ...day(), shiftId: "1", tillId: "T1", tenderId: "CASH", countedMinor: 130_00 };
  await recordTillCount(scopeFor("till-count:record", [key.centreId], people.cal), line, "screen");
  await move("review", key, people.rey);
});

function store(sales: number | null, hour: number): Promise<void> {
  const at = new Date(STARTED_MS + hour * HOUR_MS);
  const taken = { day: day(), userId: auditor.id, at };
  return takeStep(taken, sales === null ? { kind: "no-sheet" } : { kind: "sheet", sales });
}

const verify = () => verifyDay(scopeFor("audit:view", [key.centreId], auditor), key, auditor.actor);
const rawSheet = (version?: number) =>
  getRawSheet(scopeFor("sheet:view-raw", [key.centreId]), { ...key, version });

describe("a day whose superseded sheets were thinned", () => {
  test("is shown, verified, rebuilt, read again and printed as before", async () => {
    const read = async () => {
      const { sheetVersions, ...rest } = await dayFor(key, people.rey);
      const again = await inTransaction((tx) => readAgain(tx, [day()], BUILT_IN_MAP));
      const packet = await readPacket(key, people.rey.id);
      return {
        rest,
        sheets: sheetVersions.map(({ version, hash }) => ({ version, hash })),
        packet: JSON.stringify(packet?.packet),
        rebuilt: await rebuildDays({ write: false }),
        again: { ...again, problems: again.problems.length },
      };
    };
    const before = await read();
    expect(await verify()).toMatchObject({ ok: true, lines: 1 });
    await thinSheets();
    expect(await listThinned(day())).toEqual([1, 2, 3]);
    expect(await read()).toEqual(before);
    expect(before.rebuilt).toMatchObject({ outdated: 0 });
    expect(before.again.sheets).toBe(1);
    expect(await verify()).toMatchObject({ ok: true, findings: [] });
    expect(await verifyAudit()).toMatchObject({ broken: null });
  });

  test("says of which versions the content was removed, and refuses to show it", async () => {
    const { sheetVersions } = await dayFor(key, people.rey);
    expect(sheetVersions.map(({ version, isThinned }) => ({ version, isThinned }))).toEqual(
      [4, 3, 2, 1].map((version) => ({ version, isThinned: version < 4 })),
    );
    const [second] = sheetVersions.filter(({ version }) => version === 2);
    await expect(rawSheet(2)).rejects.toThrow("content of this version was removed");
    const { hash, fetchedAt } = second ?? {};
    await expect(rawSheet(2)).rejects.toMatchObject({
      code: "NOT_FOUND",
      details: { reason: "sheet-thinned", extra: { version: 2, hash, fetchedAt } },
    });
    expect(await rawSheet()).toMatchObject({ version: 4 });
    await expect(rawSheet(9)).rejects.toMatchObject({ details: {} });
  });

  test("gets a new version, with content, when an earlier sheet returns", async () => {
    await store(100_00, 4);
    const { sheetVersions, changed } = await dayFor(key, people.rey);
    const hashes = new Map(sheetVersions.map(({ version, hash }) => [version, hash]));
    expect(hashes.get(5)).toBe(hashes.get(1));
    expect(await rawSheet(5)).toMatchObject({ version: 5, hash: hashes.get(1) });
    expect(changed).toMatchObject({
      version: 5,
      lines: [{ signedMinor: 130_00, nowMinor: 100_00 }],
    });
    await store(null, 5);
    await thinSheets();
    expect(await listThinned(day()), "signed, and the last with content").toEqual([1, 2, 3]);
    expect((await dayFor(key, people.rey)).changed).toMatchObject({ version: 0 });
    expect(await verify()).toMatchObject({ ok: true });
  });

  test("is not verified when content was removed that is needed", async () => {
    await tamper(
      `UPDATE cash_sheet_version SET payload = NULL, sheet = NULL
        WHERE centre_id = '${key.centreId}' AND version = 4`,
      ["cash_sheet_version"],
    );
    const found = { about: "sheet", fault: "differs", number: 4 };
    expect(await verify()).toMatchObject({ ok: false, findings: [found] });
    await expect(dayFor(key, people.rey).then(() => rebuildDays({ write: false }))).rejects.toThrow(
      "a version that a day needs has its content",
    );
  });
});

describe("nobody thins versions in another way", () => {
  const content = "UPDATE cash_sheet_version SET payload = NULL, sheet = NULL WHERE version = 5";
  const thins = "SET LOCAL counterfoil.thins = 'on'";

  test("not with the application's role", async () => {
    await expect(sql(content)).rejects.toThrow("permission denied");
    await expect(
      inTransaction(async (tx) => {
        await tx.sql(thins);
        await tx.sql(content);
      }),
    ).rejects.toThrow("permission denied");
  });

  test("not as the owner, who as the function does changes nothing else", async () => {
    await expect(asOwner(content)).rejects.toThrow("append-only: UPDATE is refused");
    for (const change of [
      "payload = '{}'",
      "hash = repeat('1', 64)",
      "payload = NULL, sheet = NULL, fetched_at = now()",
    ]) {
      const changed = `BEGIN; ${thins}; UPDATE cash_sheet_version SET ${change} WHERE version = 5`;
      await expect(asOwner(changed), change).rejects.toThrow("append-only: UPDATE is refused");
      await asOwner("ROLLBACK");
    }
    const removed = `BEGIN; ${thins}; DELETE FROM cash_sheet_version WHERE version = 5`;
    await expect(asOwner(removed)).rejects.toThrow("append-only: DELETE is refused");
    await asOwner("ROLLBACK");
  });

  test("not sooner, not more at once, and not as an auditor of the database", async () => {
    await expect(sql("SELECT * FROM thin_sheet_versions(501)")).rejects.toThrow("at most 500");
    await setStoredDays(29);
    await expect(sql("SELECT * FROM thin_sheet_versions(500)")).rejects.toThrow("At least 30 days");
    await setStoredDays(30);
    await asOwner(`CREATE ROLE thinning_reader; GRANT counterfoil_auditor TO thinning_reader`);
    const asReader = `SET SESSION AUTHORIZATION thinning_reader;
      SELECT * FROM thin_sheet_versions(500)`;
    await expect(asOwner(asReader)).rejects.toThrow("Only the application removes");
    await asOwner("RESET SESSION AUTHORIZATION; DROP ROLE thinning_reader");
  });
});
