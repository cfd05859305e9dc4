import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { saveViewSchema } from "@/lib/contracts/saved-view";
import { prove, type Scope } from "@/lib/domain/permission";
import { makeCentre, makeUser } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { changeView, forgetLastView, removeView, rememberView, saveView } from "./commands";
import { listViews } from "./queries";

type Reader = Scope<"reconciliation:view">;
let north = "";
let south = "";
let both: Reader;
let northOnly: Reader;

beforeAll(testDatabase);

beforeEach(async () => {
  [north, south] = [(await makeCentre()).id, (await makeCentre()).id];
  both = await reader([north, south]);
  northOnly = await reader([north]);
});

const page = "reconciliations" as const;
const save = (owner: Reader, name: string, query: string, shared = false) =>
  saveView(owner, saveViewSchema.parse({ page, name, query, shared }));
const namesFor = async (who: Reader) =>
  (await listViews(who, { page })).views.map(({ name }) => name);

describe("a view", () => {
  test("is its owner's alone until it is shared", async () => {
    const { id } = await save(both, "North", `centreId=${north}`);
    expect(await namesFor(northOnly)).not.toContain("North");
    await changeView(both, { viewId: id, shared: true });
    expect(await namesFor(northOnly)).toContain("North");
    await expect(removeView(northOnly, { viewId: id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("is shared only with those who may see every centre that it names", async () => {
    const { id } = await save(both, "Both", `centreId=${north}&centreId=${south}`, true);
    expect(await namesFor(northOnly)).not.toContain("Both");
    await expect(rememberView(northOnly, { viewId: id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("is shared only with those who see a centre of every node that it names", async () => {
    await sql(
      "INSERT INTO organisation_node (id, kind, name, version) VALUES ($1, 'area', 'South', 1)",
      [`A-${south}`],
    );
    await sql(
      "INSERT INTO node_reach (node_id, centre_id, valid_from) VALUES ($1, $2, '2000-01-01')",
      [`A-${south}`, south],
    );
    const { id } = await save(both, "Southern", `nodeId=A-${south}`, true);
    expect(await namesFor(both)).toContain("Southern");
    expect(await namesFor(await reader([south]))).toContain("Southern");
    expect(await namesFor(northOnly)).not.toContain("Southern");
    await expect(rememberView(northOnly, { viewId: id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("keeps the filters and leaves out what passes", async () => {
    const { query } = await save(both, "Short", "verdict=short&asOf=2026-03-01T08:00:00Z");
    expect(query).toBe("verdict=short");
  });

  test("of the same name replaces the one before, and no other may take its name", async () => {
    const first = await save(both, "Mine", "verdict=short");
    const second = await save(both, "Mine", "verdict=over");
    expect(second).toMatchObject({ id: first.id, query: "verdict=over" });
    const other = await save(both, "Other", "");
    await expect(changeView(both, { viewId: other.id, name: "Mine" })).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });

  test("is remembered as the one used last, until it is gone or forgotten", async () => {
    const { id } = await save(both, "Last", "verdict=short");
    expect((await listViews(both, { page })).lastId).toBe(id);
    await forgetLastView(both, { page });
    expect((await listViews(both, { page })).lastId).toBeNull();
    await rememberView(both, { viewId: id });
    await removeView(both, { viewId: id });
    expect((await listViews(both, { page })).lastId).toBeNull();
  });
});

async function reader(centreIds: string[]): Promise<Reader> {
  const roles = centreIds.map((centreId) => ({ centreId, role: "reviewer" as const }));
  const { actor } = await makeUser({ roles });
  const scope = prove(actor, "reconciliation:view", centreIds);
  if (scope === null) throw new Error("A reviewer sees their centres");
  return scope;
}
