/**
 * The same migrations on a PostgreSQL server that this product does not install: Debian's, where
 * there is one. Elsewhere the test reports why it was skipped.
 */
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FIRST_ROWS } from "@/lib/testing/append-only-rows";
import {
  type DebianServer,
  findDebianServer,
  NO_SERVER,
  startDebianServer,
} from "@/lib/testing/debian-server";
import { skips } from "@/lib/testing/skips";
import { listMigrations, migrate } from "./migrate";

const bin = findDebianServer();

describe.skipIf(skips(bin === null && NO_SERVER))("a server named by DATABASE_URL", () => {
  let server: DebianServer;
  let client: pg.Client;

  beforeAll(async () => {
    server = await startDebianServer(bin ?? "");
    client = new pg.Client({ connectionString: server.url });
    await client.connect();
  });

  afterAll(async () => {
    await client.end();
    await server.stop();
  });

  test("takes all migrations once, and none a second time", async () => {
    expect(await migrate(server.url)).toEqual(listMigrations().map(({ name }) => name));
    expect(await migrate(server.url)).toEqual([]);
  });

  test.each(FIRST_ROWS)("refuses to change $table", async ({ table, column, insert }) => {
    await client.query(insert);
    for (const statement of [`UPDATE ${table} SET ${column} = ${column}`, `DELETE FROM ${table}`]) {
      await expect(client.query(statement)).rejects.toThrow(`${table} is append-only`);
    }
  });

  test("sorts ids by their bytes", async () => {
    await client.query(
      `INSERT INTO cash_sheet SELECT id, '2019-01-01', 0, NULL, now()
       FROM unnest(ARRAY['b', 'B', 'a-1', 'a1']) AS id`,
    );
    const { rows } = await client.query("SELECT centre_id FROM cash_sheet ORDER BY centre_id");
    expect(rows.map((row: { centre_id: string }) => row.centre_id)).toEqual([
      "B",
      "a-1",
      "a1",
      "b",
    ]);
  });
});
