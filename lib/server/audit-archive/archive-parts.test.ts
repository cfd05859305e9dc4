/**
 * One part follows another; an archive waits for witnesses and receivers, survives an end at any
 * moment, and is refused when it is not the one that was written.
 */
import { createHash } from "node:crypto";
import { cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { makeUser, scopeFor } from "@/lib/testing/arrange";
import { appendMany, archive, makeArchiveFolder, OLD } from "@/lib/testing/archive-entries";
import { chainedRows } from "@/lib/testing/audit-rows";
import { testDatabase } from "@/lib/testing/database";
import { startWitness, type WitnessProcess } from "@/lib/testing/witness-process";
import { appendAudit } from "../audit/append";
import { listAnchors } from "../audit/first-anchor";
import { personal } from "../audit/personal-values";
import { verifyAudit } from "../audit/verify";
import { makeCheckpoint } from "../checkpoints/checkpoint";
import { checkpointPublicKey } from "../checkpoints/signing-key";
import { sql } from "../db/sql";
import { collectWitnessed } from "../witnesses/collect";
import { sendCheckpoints } from "../witnesses/send-checkpoints";
import { getWitnessStatus } from "../witnesses/status";
import { archiveEntries } from "./archive";
import { manifestSchema } from "./format";
import { readArchive } from "./read-archive";

const JULY = new Date("2019-07-01T00:00:00Z");
const AUGUST = "2019-08-01T00:00:00.000Z";
const NAME = "Ada of the Archive";
const WITNESSED = 600;
const [FIRST, SECOND] = [256, 768];

const folder = makeArchiveFolder();
const file = join(makeArchiveFolder(), "checkpoints.txt");
let witness: WitnessProcess;
let both: string;

beforeAll(async () => {
  await testDatabase();
  vi.stubEnv("AUDIT_ORIGIN", "counterfoil.example/trail");
  witness = await startWitness(checkpointPublicKey());
  both = `file ${file}, witness ${witness.url} ${witness.publicKey}`;
  vi.stubEnv("AUDIT_WITNESSES", both);
  const { id, name } = await makeUser({ name: NAME });
  const after = { name: personal(id, name) };
  await appendAudit(sql, { actorId: id, action: "user.changed", after, at: OLD });
  await appendMany(299, OLD);
  await appendMany(300, AUGUST);
  await sendCheckpoints();
  vi.stubEnv("AUDIT_WITNESSES", `file ${file}`);
  await appendMany(300, AUGUST);
  await appendMany(200);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await witness.stop();
});

const listIds = async () => (await chainedRows()).map(({ id }) => id);
const verify = async () => verifyAudit({ witnessed: (await collectWitnessed()).roots });

test("an end before the entries are dropped leaves them, and the next run goes on", async () => {
  const drop = () => Promise.reject(new Error("The machine ended."));
  const ended = archiveEntries({ before: JULY, folder, drop });
  await expect(ended).rejects.toThrow("The machine ended.");
  expect(await readdir(folder)).toEqual([`entries-1-${FIRST}`]);
  expect(await listIds()).toHaveLength(1_100);
  expect(await verify()).toMatchObject({ broken: null, start: { id: 0 } });
  expect(await archive(folder, JULY)).toMatchObject({ archived: { entries: FIRST } });
  expect((await listIds()).slice(0, 2)).toEqual([FIRST + 1, FIRST + 2]);
  expect(await archive(folder, JULY)).toEqual({ archived: null });
  expect(await verify()).toMatchObject({ broken: null, start: { id: FIRST } });
});

test("an archive waits for everybody who has not confirmed, or got, as much", async () => {
  const away = "file /nowhere/checkpoints.txt";
  vi.stubEnv("AUDIT_WITNESSES", `file ${file}, webhook http://127.0.0.1:9/, ${away}`);
  vi.stubEnv("LOG_WEBHOOK_URL", "https://127.0.0.1:9/");
  vi.stubEnv("LOG_WEBHOOK_SECRET", `whsec_${Buffer.alloc(32, 1).toString("base64")}`);
  await sql("INSERT INTO log_forwarder (kind, audit_id, security_id) VALUES ('webhook', 700, 0)");
  expect(await archive(folder)).toEqual({
    obstacles: [
      expect.stringContaining(`file ${file} has ${WITNESSED} entries, and ${SECOND} are to be`),
      expect.stringContaining("webhook 127.0.0.1:9 has 0 entries"),
      `${away}: unreachable.`,
      expect.stringContaining("by webhook has the entries up to 700"),
    ],
  });
  expect((await listIds())[0]).toBe(FIRST + 1);
  vi.stubEnv("LOG_WEBHOOK_URL", "");
  vi.stubEnv("LOG_WEBHOOK_SECRET", "");
  vi.stubEnv("AUDIT_WITNESSES", `file ${file}`);
});

test("the next part follows the last, and both are verified together", async () => {
  await makeCheckpoint();
  await sendCheckpoints();
  expect(await archive(folder)).toMatchObject({ archived: { entries: SECOND - FIRST } });
  expect((await listAnchors()).map(({ id }) => id)).toEqual([FIRST, SECOND]);
  expect(await verify()).toMatchObject({
    broken: null,
    start: { id: SECOND },
    head: { id: 1_102 },
  });
  const { roots } = await collectWitnessed();
  expect(roots.map(({ size }) => size)).toEqual([WITNESSED, 1_101]);
  const whole = { witnessed: roots, archive: readArchive(folder, await listAnchors()) };
  expect(await verifyAudit(whole)).toMatchObject({ broken: null, start: { id: 0 } });
  const forged = roots.map((root) => ({ ...root, root: "f".repeat(64) }));
  const compared = { witnessed: forged, archive: readArchive(folder, await listAnchors()) };
  expect(await verifyAudit(compared)).toMatchObject({ broken: { fault: "not-as-witnessed" } });
});

test("a witness that was away, and has less than what is archived, is named", async () => {
  vi.stubEnv("AUDIT_WITNESSES", both);
  await makeCheckpoint();
  await sendCheckpoints();
  const { witnesses } = await getWitnessStatus(scopeFor("audit:view", null));
  expect(witnesses.map(({ failure }) => failure)).toEqual([null, "archived"]);
  expect(await verify()).toMatchObject({ broken: { id: WITNESSED, fault: "archived" } });
  const { roots: witnessed } = await collectWitnessed();
  const whole = { witnessed, archive: readArchive(folder, await listAnchors()) };
  expect(await verifyAudit(whole)).toMatchObject({ broken: null });
  vi.stubEnv("AUDIT_WITNESSES", `file ${file}`);
});

test("the files have the references to people, and no name", async () => {
  const path = join(folder, `entries-1-${FIRST}`, "entries-1.ndjson.gz");
  const text = gunzipSync(await readFile(path)).toString("utf8");
  expect(text).not.toContain(NAME);
  expect(text).toContain("person:");
});

describe("of an archive that is not the one that was written", () => {
  const part = `entries-1-${FIRST}`;
  const copied = makeArchiveFolder();
  const path = (name: string) => join(copied, part, name);
  const rewrite = async (change: (line: string, at: number) => string[]) => {
    const lines = gunzipSync(await readFile(path("entries-1.ndjson.gz"))).toString("utf8");
    const changed = lines.trimEnd().split("\n").flatMap(change).join("\n");
    await writeFile(path("entries-1.ndjson.gz"), gzipSync(changed));
  };
  /** Returns its hash, which the files fit again. */
  const rewriteManifest = async () => {
    const { files, ...rest } = manifestSchema.parse(
      JSON.parse(await readFile(path("manifest.json"), "utf8")),
    );
    const sha256 = hashOf(await readFile(path("entries-1.ndjson.gz")));
    const changed = { ...rest, files: files.map((each) => ({ ...each, sha256 })) };
    await writeFile(path("manifest.json"), JSON.stringify(changed));
    return hashOf(await readFile(path("manifest.json")));
  };
  const hashOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
  const copy = () => cp(folder, copied, { recursive: true, force: true });
  const read = async (first?: string) => {
    const [one, ...others] = await listAnchors();
    if (one === undefined) throw new Error("There is no anchor.");
    const manifestSha256 = first ?? one.manifestSha256;
    return verifyAudit({ archive: readArchive(copied, [{ ...one, manifestSha256 }, ...others]) });
  };

  test("a file, a manifest or a part is named", async () => {
    await copy();
    expect((await read()).broken).toBeNull();
    await rewrite((line) => [line.replace("é", "e")]);
    await expect(read()).rejects.toThrow("entries-1.ndjson.gz is not the file that was written");
    await rewriteManifest();
    await expect(read()).rejects.toThrow("manifest.json is not the file that was written");
    await rm(join(copied, part), { recursive: true });
    await expect(read()).rejects.toThrow("ENOENT");
  });

  const swap = (line: string) => line.replace(/"hash":"[0-9a-f]{8}/, '"hash":"00000000');
  test.each<[string, (line: string, at: number) => string[], [number, string]]>([
    [
      "changed",
      (line, at) => [at === 4 ? line.replace(":12.5}", ":13.5}") : line],
      [5, "content-changed"],
    ],
    ["removed", (line, at) => (at === 7 ? [] : [line]), [8, "missing"]],
    ["repeated", (line, at) => (at === 7 ? [line, line] : [line]), [8, "out-of-place"]],
    ["cut off", (line, at) => (at > 99 ? [] : [line]), [101, "missing"]],
    ["rehashed", (line, at) => [at === 9 ? swap(line) : line], [10, "content-changed"]],
  ])("an entry that was %s is named by the chain", async (_what, change, [id, fault]) => {
    await copy();
    await rewrite(change);
    const result = await read(await rewriteManifest());
    expect(result.broken).toEqual({ id, fault });
  });
});
