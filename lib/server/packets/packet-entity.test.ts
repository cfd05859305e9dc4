/** The legal entity of a day: on its page and in files as known, in its packet as it was closed. */
import { parse } from "csv-parse/sync";
import { beforeAll, expect, test } from "vitest";
import { exportSearchSchema } from "@/lib/contracts/search";
import { saveLegalEntitySchema } from "@/lib/contracts/legal-entity";
import { scopeFor } from "@/lib/testing/arrange";
import { assign, makeEntity } from "@/lib/testing/arrange-journal";
import { arrangeDay, arrangePeople, makeCentreId, move } from "@/lib/testing/arrange-workflow";
import { testDatabase } from "@/lib/testing/database";
import { readPdf } from "@/lib/testing/read-pdf";
import { saveLegalEntity } from "../entities/commands";
import { exportCsv } from "../exports/csv";
import { findDay } from "../reconciliations/day";
import { readPacket } from "./contents";
import { formatPacket } from "./hash";
import { printPacket } from "./packet";

const DATE = "2026-03-12";
const request = new Request("http://localhost/", { headers: { "accept-language": "en" } });

beforeAll(async () => {
  await testDatabase();
});

async function arrangeClosed(owner: string | null) {
  const key = { centreId: await makeCentreId(), date: DATE };
  const { cal, rey, ana } = await arrangePeople(key.centreId);
  await arrangeDay(key, cal, 0);
  if (owner !== null) await assign(owner, key.centreId, "2026-01-01");
  await move("review", key, rey);
  await move("approval", key, ana);
  await move("closure", key, ana);
  const textOf = async () => {
    const read = await readPacket(key, rey.id);
    return read === null ? "" : formatPacket(read.packet);
  };
  const entityOf = async () =>
    (await findDay({ centreId: key.centreId, businessDate: DATE }, rey.id))?.entity ?? null;
  return { key, rey, ana, textOf, entityOf };
}

test("a packet keeps the entity of the closure, and the page says what is known", async () => {
  const [north, south] = [await makeEntity("North Ltd"), await makeEntity("South Ltd")];
  const save = (name: string, taxId: string, basedOnVersion: number) =>
    saveLegalEntity(
      scopeFor("centre:administer", null),
      saveLegalEntitySchema.parse({
        id: north,
        name,
        taxId,
        country: "ES",
        currency: "EUR",
        basedOnVersion,
      }),
    );
  await save("North, S.L.", "B12345678", 1);
  const [before, free] = [await arrangeClosed(north), await arrangeClosed(null)];
  const texts = [await before.textOf(), await free.textOf()];
  expect(texts[0]).toContain(`"entity":{"id":"${north}","name":"North, S.L.","taxId":"B12345678"}`);
  expect(texts[1]).not.toContain(`"entity"`);
  await save("Another name", "B2", 2);
  await assign(south, before.key.centreId, "2026-01-01");
  await assign(south, free.key.centreId, "2026-01-01");
  expect([await before.textOf(), await free.textOf()]).toEqual(texts);
  expect(await before.entityOf()).toEqual({ id: south, name: "South Ltd", taxId: null });
  const scope = scopeFor("reconciliation:view", [before.key.centreId], before.rey);
  const pdf = await printPacket(scope, before.key, request);
  const { pages } = await readPdf(new Uint8Array(await pdf.arrayBuffer()));
  expect(pages.flat()).toContain(`Legal entity|North, S.L. (${north}), tax number B12345678`);
  await move("reopening", before.key, before.ana, { text: "The owner was another one." });
  expect(await before.textOf()).toContain(`"name":"South Ltd"`);

  const search = exportSearchSchema.parse({ from: DATE, to: DATE, centreId: before.key.centreId });
  const file = await exportCsv(scope, search, request);
  const rows: Record<string, string>[] = parse(await file.text(), { columns: true, bom: true });
  expect(rows).toMatchObject([{ entity_id: south, entity_name: "South Ltd" }]);
});
