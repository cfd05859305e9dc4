/** Attached files in a bucket of an S3 server of another make. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  type MockInstance,
  test,
  vi,
} from "vitest";
import { arrangeExplained, type ExplainedDay } from "@/lib/testing/arrange-explained";
import { testDatabase } from "@/lib/testing/database";
import {
  installS3Server,
  NO_S3_SERVER,
  type S3Server,
  startS3Server,
} from "@/lib/testing/s3-server";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { skips } from "@/lib/testing/skips";
import { DELIVERY_PAUSE } from "../db/delivery-pause";
import { sql } from "../db/sql";
import { env } from "../env";
import { problemResponse } from "../http/problem";
import { log } from "../log";
import { bucketStore } from "./bucket-store";
import { addAttachment } from "./commands";
import { diskStore } from "./disk-store";
import { fileStore } from "./files";
import { moveFiles } from "./move";
import { serveAttachment } from "./serve";
import { sweepFiles } from "./sweep";

const dataDir = makeTemporaryFolder("bucket");
const directory = makeTemporaryFolder("s3");
let server: S3Server;
let day: ExplainedDay;
let warned: MockInstance;

describe.skipIf(skips(!installS3Server() && NO_S3_SERVER))("files in a bucket", () => {
  beforeAll(async () => {
    await testDatabase();
    vi.stubEnv("DATA_DIR", dataDir);
    await start();
  }, 60_000);
  afterAll(() => server.stop());
  beforeEach(async () => {
    day = await arrangeExplained();
    warned = vi.spyOn(log(), "warn").mockImplementation(() => undefined);
    vi.spyOn(log(), "info").mockImplementation(() => undefined);
  });

  test("are found by a restore whose backup has none of them, unless one is missing there", async () => {
    const content = pdf("restored");
    await attach(content);
    expect(await finishRestore()).toBe(0);
    await fileStore().remove(hashOf(content));
    expect(await finishRestore()).toBe(1);
    await attach(content);
    await sql("DELETE FROM setting WHERE name = $1", [DELIVERY_PAUSE]);
  });

  test("are stored below the prefix, and served as they were", async () => {
    const content = pdf("slip");
    const { id } = await attach(content);
    const stored = await listAll();
    expect(stored).toContainEqual({
      sha256: hashOf(content),
      bytes: content.length,
      changedAt: expect.any(Number) as number,
    });
    expect(existsSync(onDisk(content)), "not on the disk").toBe(false);
    const response = await serve(id);
    expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true);
  });

  test("are checked by their hash, and missing ones have words", async () => {
    const { id } = await attach(pdf("other"));
    const [row] = await sql<{ sha256: string }>("SELECT sha256 FROM attachment WHERE id = $1", [
      id,
    ]);
    const sha256 = row?.sha256 ?? "";
    const { prepare, remove } = fileStore();
    await (await prepare(sha256, pdf("forged"))).store();
    await expect(serve(id)).rejects.toMatchObject({ details: { reason: "file-changed" } });
    await remove(sha256);
    await expect(serve(id)).rejects.toMatchObject({ details: { reason: "file-missing" } });
  });

  test("are swept and moved as on the disk, from where a move was interrupted", async () => {
    await (await fileStore().prepare(hashOf(pdf("left")), pdf("left"))).discard();
    await sweepFiles(undefined, { safeHours: 0 });
    expect((await listAll()).map(({ sha256 }) => sha256)).not.toContain(hashOf(pdf("left")));

    vi.stubEnv("ATTACHMENTS_URL", undefined);
    const contents = ["a", "b", "c"].map((text) => pdf(`${text} ${day.key.centreId}`));
    const ids = [];
    for (const content of contents) ids.push((await attach(content)).id);
    name();
    const { bucket } = env();
    if (bucket === null) throw new Error("The environment names a bucket");
    const to = bucketStore(bucket);
    const ours = new Set(contents.map(hashOf));
    const run = async (stopAfter: number, removes = false) => {
      const steps = [];
      for await (const [sha256, step] of moveFiles({ from: diskStore, to, removes })) {
        if (ours.has(sha256)) steps.push(step);
        if (steps.length === stopAfter) break;
      }
      return steps;
    };
    expect((await serve(ids[0] ?? "")).status, "it is served before it is moved").toBe(200);
    expect(await run(1)).toEqual(["moved"]);
    expect((await run(3)).toSorted()).toEqual(["moved", "moved", "there"]);
    expect(await run(3, true)).toEqual(["there", "there", "there"]);
    expect(contents.map((content) => existsSync(onDisk(content)))).toEqual([false, false, false]);
    for (const id of ids) expect((await serve(id)).status).toBe(200);
  });

  test("of which one is forged are not moved, and stay", async () => {
    const content = pdf("whole");
    vi.stubEnv("ATTACHMENTS_URL", undefined);
    await attach(content);
    name();
    mkdirSync(dirname(onDisk(content)), { recursive: true });
    writeFileSync(onDisk(content), "forged");
    const to = fileStore();
    const steps = new Map<string, string>();
    for await (const [sha256, step] of moveFiles({ from: diskStore, to, removes: true })) {
      steps.set(sha256, step);
    }
    expect(steps.get(hashOf(content))).toBe("changed");
    expect(existsSync(onDisk(content))).toBe(true);
  });

  test("say so while the store is away or refuses, and store no row", async () => {
    const { id } = await attach(pdf("before"));
    vi.stubEnv("ATTACHMENTS_SECRET_ACCESS_KEY", "hunter2");
    await expect(attach(pdf("refused"))).rejects.toMatchObject({ code: "FILES_UNAVAILABLE" });
    expect(JSON.stringify(warned.mock.calls)).not.toContain("hunter2");
    expect(JSON.stringify(warned.mock.calls)).toContain("SignatureDoesNotMatch");
    vi.stubEnv("ATTACHMENTS_URL", `s3://renamed/till/slips?endpoint=${server.endpoint}`);
    vi.stubEnv("ATTACHMENTS_SECRET_ACCESS_KEY", server.secretAccessKey);
    await expect(serve(id)).rejects.toMatchObject({ code: "FILES_UNAVAILABLE" });
    name();
    await server.stop();
    const failure: unknown = await attach(pdf("away")).catch((error: unknown) => error);
    const response = problemResponse(failure, new Request("http://localhost:3000/"));
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("30");
    await expect(serve(id)).rejects.toMatchObject({ code: "FILES_UNAVAILABLE" });
    expect(await sql("SELECT FROM attachment WHERE sha256 = $1", [hashOf(pdf("away"))])).toEqual(
      [],
    );
    await start();
    expect((await serve(id)).status).toBe(200);
  });
});

/** With a backup that has no files; returns the exit code. */
async function finishRestore(): Promise<number | null> {
  const flags = ["--conditions=react-server", "--import", "tsx", "scripts/restore-finish.ts"];
  const options = ["--files", join(dataDir, "none"), "--backup", "x", "--up-to", "now"];
  const child = spawn(process.execPath, [...flags, ...options], {
    stdio: "ignore",
    env: { ...process.env, DATABASE_URL: env().databaseUrl },
  });
  const [code] = (await once(child, "exit")) as [number | null];
  return code;
}

async function start(): Promise<void> {
  server = await startS3Server(directory);
  name();
}

function name(): void {
  vi.stubEnv("ATTACHMENTS_URL", `s3://files/till/slips?endpoint=${server.endpoint}`);
  vi.stubEnv("ATTACHMENTS_ACCESS_KEY_ID", server.accessKeyId);
  vi.stubEnv("ATTACHMENTS_SECRET_ACCESS_KEY", server.secretAccessKey);
}

const pdf = (text: string) => Buffer.from(`%PDF-1.7\n%${text}\n`, "latin1");
const hashOf = (content: Buffer) => createHash("sha256").update(content).digest("hex");
const onDisk = (content: Buffer) => {
  const hash = hashOf(content);
  return join(dataDir, "attachments", hash.slice(0, 2), hash);
};
const serve = (id: string) => serveAttachment(day.views, { ...day.key, id });
const attach = (content: Buffer) =>
  addAttachment(
    day.notes,
    { ...day.key, fileName: "slip.pdf" },
    new Request("http://localhost:3000/x", { method: "POST", body: new Uint8Array(content) }),
  );
async function listAll() {
  const entries = [];
  for await (const entry of fileStore().list()) entries.push(entry);
  return entries;
}
