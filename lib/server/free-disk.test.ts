/** A disk that is almost full, as a small file system in memory where one can be mounted. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { makeUser } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { Directory, oktaUser } from "@/lib/testing/directory";
import { skips } from "@/lib/testing/skips";
import { mountDisk, NO_DISK, unmountDisk } from "@/lib/testing/small-disk";
import { publicRoute } from "./api/public-route";
import { route } from "./api/route";
import { hashToken } from "./auth/actor";
import { receiveFile } from "./attachments/files";
import { inTransaction, sql } from "./db/sql";
import { hasFreeDisk } from "./free-disk";
import { problemResponse } from "./http/problem";

const TOKEN = "cf_of-a-writer";
const folder = mkdtempSync(join(tmpdir(), "counterfoil-disk-"));
const isMounted = mountDisk(folder, "68m");

let directory: Directory;

beforeAll(async () => {
  await testDatabase();
  directory = await Directory.start();
  const { id } = await makeUser({ roles: [{ centreId: "*", role: "administrator" }] });
  await sql(
    `INSERT INTO api_token (id, user_id, name, token_hash, permissions)
     VALUES (gen_random_uuid(), $1, 'writer', $2, ARRAY['centre:view'])`,
    [id, hashToken(TOKEN)],
  );
});

afterEach(() => vi.unstubAllEnvs());

afterAll(() => {
  unmountDisk(folder);
  rmSync(folder, { recursive: true, force: true });
});

const { POST, GET, PUBLIC } = {
  POST: route({
    summary: "Stores something.",
    permission: "centre:view",
    input: z.object({}),
    output: z.object({ stored: z.boolean() }),
    handle: async () => {
      await inTransaction(({ sql: run }) => run("SELECT 1"));
      return { stored: true };
    },
  }),
  GET: route({
    summary: "Reads something.",
    permission: "centre:view",
    input: z.object({}),
    output: z.object({ read: z.boolean() }),
    handle: () => Promise.resolve({ read: true }),
  }),
  PUBLIC: publicRoute({
    summary: "Stores something without knowing for whom.",
    input: z.object({}),
    output: z.object({ stored: z.boolean() }),
    handle: () => Promise.resolve({ stored: true }),
  }),
};

function call(method: "GET" | "POST", handle = method === "GET" ? GET : POST) {
  const headers = { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" };
  const request = new Request("http://localhost:3000/api/things", { method, headers });
  return handle(request, { params: Promise.resolve({}) });
}

describe.skipIf(skips(!isMounted && NO_DISK))("a data directory with less than 64 MB", () => {
  test("is read and not written to, until there is room again", async () => {
    vi.stubEnv("DATA_DIR", folder);
    expect((await call("POST")).status).toBe(200);
    writeFileSync(join(folder, "fill"), Buffer.alloc(6 * 1024 * 1024));
    await sleep(1_100);
    const refused = await call("POST");
    expect(refused.status).toBe(507);
    expect(await refused.json()).toMatchObject({ code: "STORAGE_FULL" });
    expect((await call("GET")).status).toBe(200);
    rmSync(join(folder, "fill"));
    await sleep(1_100);
    expect((await call("POST")).status).toBe(200);
  });

  test("that is full to the last byte refuses a file with 507, and leaves none of it", async () => {
    vi.stubEnv("DATA_DIR", folder);
    writeFileSync(join(folder, "fill"), Buffer.alloc(67 * 1024 * 1024));
    const pdf = Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(4 * 1024 * 1024, 32)]);
    const stream = new Blob([pdf]).stream() as unknown as AsyncIterable<Uint8Array>;
    const thrown: unknown = await receiveFile(stream, 8 * 1024 * 1024).catch(
      (error: unknown) => error,
    );
    expect(problemResponse(thrown).status).toBe(507);
    rmSync(join(folder, "fill"));
  });
});

test("a database that says that its disk is full is not written to for a while", async () => {
  const failed = await sql(
    "DO $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$",
  ).catch((error: unknown) => problemResponse(error));
  expect((failed as Response).status).toBe(507);
  expect(await hasFreeDisk()).toBe(false);
  expect((await call("POST")).status).toBe(507);
  expect((await call("GET")).status).toBe(200);
  const sent = await directory.send("POST", "Users", { body: oktaUser("ana@example.test") });
  expect(sent.status).toBe(507);
  expect((await directory.send("GET", "Users")).status).toBe(200);
  expect((await call("POST", PUBLIC)).status).toBe(507);
});
