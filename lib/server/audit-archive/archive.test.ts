/**
 * The oldest entries go to files, and everything that remains is verified as before: from the
 * anchor on without the files, and from the first entry on with them.
 */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { formatEntry } from "@/lib/domain/audit/chain";
import { growTree, hashLeaf, joinPeaks } from "@/lib/domain/merkle/tree";
import { parseCheckpoint, parseNote } from "@/lib/domain/merkle/note";
import { isConsistent, isIncluded } from "@/lib/domain/merkle/verify";
import { scopeFor } from "@/lib/testing/arrange";
import { appendMany, archive, makeArchiveFolder, OLD } from "@/lib/testing/archive-entries";
import { type ChainedRow, chainedRows } from "@/lib/testing/audit-rows";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { auditSearchSchema } from "@/lib/contracts/audit";
import { listAnchors } from "../audit/first-anchor";
import { listAuditEntries } from "../audit/queries";
import { sha256 } from "../audit/sha256";
import { verifyAudit } from "../audit/verify";
import { makeCheckpoint } from "../checkpoints/checkpoint";
import { isSignedBy, parseVerifierKey } from "../checkpoints/note-keys";
import { checkpointPublicKey } from "../checkpoints/signing-key";
import { isProvable, proveConsistency, proveInclusion, rootAt } from "../checkpoints/tree";
import { sql } from "../db/sql";
import { checkAudit } from "../witnesses/check-audit";
import { readArchive } from "./read-archive";

const OLD_ENTRIES = 700;
const CUT = 512;
const folder = makeArchiveFolder();
let rows: ChainedRow[];
let leaves: Uint8Array[];

beforeAll(async () => {
  await testDatabase();
  await appendMany(OLD_ENTRIES, OLD);
  await appendMany(400);
  rows = await chainedRows();
  leaves = rows.map((row) => hashLeaf(sha256, Buffer.from(row.previousHash + formatEntry(row))));
});

const anchorOf = (id: number) => ({ id, hash: rows[id - 1]?.hash ?? "" });
const rootOf = (size: number) => {
  const tree = growTree(sha256);
  for (const leaf of leaves.slice(0, size)) tree.add(leaf);
  return tree.root();
};
const hexRootOf = (size: number) => Buffer.from(rootOf(size)).toString("hex");
const readManifest = (text: string) => JSON.parse(text) as { checkpoint: string };
const FIELDS = "id at actorId action centreId businessDate origin before after".split(" ");
const ids = async () => (await chainedRows()).map(({ id }) => id);

describe("nothing is dropped", () => {
  test("of the last 24 months, or without a whole block", async () => {
    const recent = await archive(folder, new Date(Date.now() - 600 * 86_400_000));
    expect(recent).toMatchObject({ obstacles: [expect.stringContaining("24 months")] });
    expect(await archive(folder, new Date("2019-01-01"))).toEqual({ archived: null });
    expect(await readdir(folder)).toEqual([]);
  });

  const CALL = "SELECT archive_audit_entries($1, $2, $3, $4)";
  const hash = "a".repeat(64);
  test.each([
    ["no block ends there", [500, hash, [hash], hash], "in blocks of 256"],
    ["there are no such entries", [1280, hash, [hash], hash], "in blocks of 256"],
    ["some are recent", [768, hash, [hash, hash], hash], "last 24 months"],
    ["no checkpoint covers them", [512, hash, [hash], hash], "A checkpoint with its blocks"],
  ])("when %s, whoever asks", async (_what, values, message) => {
    await expect(asOwner(CALL, values)).rejects.toThrow(message);
  });

  test("by the application, or by a statement past the function", async () => {
    await expect(sql(CALL, [512, hash, [hash], hash])).rejects.toThrow("Only the owner");
    await sql("SET counterfoil.archives = 'on'");
    await expect(sql("DELETE FROM audit_entry")).rejects.toThrow("permission denied");
    await expect(asOwner("DELETE FROM audit_entry")).rejects.toThrow("append-only");
    expect(await ids()).toHaveLength(rows.length);
  });
});

describe("once the entries of 2019 are archived", () => {
  beforeAll(async () => {
    await makeCheckpoint();
    expect(await archive(folder)).toMatchObject({ archived: { last: { id: CUT }, entries: CUT } });
  });

  test("the trail begins after the anchor, which an entry records", async () => {
    const stored = await chainedRows();
    expect(stored[0]).toEqual(rows[CUT]);
    expect(stored.at(-1)).toMatchObject({ id: rows.length + 1, action: "trail.archived" });
    const [anchor] = await listAnchors();
    expect(anchor).toMatchObject({ ...anchorOf(CUT), isRecorded: true });
    expect(Buffer.from(joinPeaks(sha256, anchor?.tree.hashes ?? [])).toString("hex")).toBe(
      hexRootOf(CUT),
    );
    expect(JSON.parse(stored.at(-1)?.after ?? "")).toMatchObject({
      number: CUT,
      hash: anchor?.hash,
      root: hexRootOf(CUT),
      entries: CUT,
    });
  });

  test.each(["UPDATE audit_anchor SET hash = hash", "DELETE FROM audit_anchor"])(
    "nobody changes the anchor: %s",
    async (statement) => {
      await expect(asOwner(statement)).rejects.toThrow("append-only");
      await expect(sql(statement)).rejects.toThrow("permission denied");
    },
  );

  test("it is verified from there, against heads and checkpoints of before", async () => {
    const whole = { broken: null, isComplete: true, start: anchorOf(CUT) };
    expect(await verifyAudit()).toMatchObject({ ...whole, head: { id: rows.length + 1 } });
    for (const id of [CUT, CUT + 1, 900]) {
      const recorded = { anchor: anchorOf(id), witnessed: [{ size: id, root: hexRootOf(id) }] };
      expect(await verifyAudit(recorded)).toMatchObject(whole);
      const wrong = { ...anchorOf(id), hash: "f".repeat(64) };
      expect((await verifyAudit({ anchor: wrong })).broken).toEqual({
        id,
        fault: "not-as-anchored",
      });
      const witnessed = [{ size: id, root: "f".repeat(64) }];
      expect((await verifyAudit({ witnessed })).broken?.fault).toBe("not-as-witnessed");
    }
    const result = await checkAudit(scopeFor("audit:view", null), {});
    expect(result).toMatchObject({
      ok: true,
      entries: rows.length + 1 - CUT,
      archivedEntries: CUT,
    });
  });

  test("what was recorded of an archived entry needs the archive, which has it", async () => {
    const recorded = { anchor: anchorOf(41), witnessed: [{ size: 300, root: hexRootOf(300) }] };
    const [head, checkpoint] = [{ anchor: recorded.anchor }, { witnessed: recorded.witnessed }];
    expect((await verifyAudit(head)).broken).toEqual({ id: 41, fault: "archived" });
    expect((await verifyAudit(checkpoint)).broken).toEqual({ id: 300, fault: "archived" });
    const superseded = [{ size: 300, root: "", isSuperseded: true }];
    expect((await verifyAudit({ witnessed: superseded })).broken).toBeNull();
    const read = async () => readArchive(folder, await listAnchors());
    const joined = await verifyAudit({ ...recorded, archive: await read() });
    expect(joined).toMatchObject({ broken: null, start: { id: 0 }, head: { id: rows.length + 1 } });
    const wrong = { id: 41, hash: "f".repeat(64) };
    expect((await verifyAudit({ anchor: wrong, archive: await read() })).broken).toEqual({
      id: 41,
      fault: "not-as-anchored",
    });
  });

  test("roots and proofs of what remains are those of the whole tree", async () => {
    await makeCheckpoint();
    const total = rows.length;
    for (const size of [CUT, CUT + 1, 767, 768, 769, 1_000, 1_024, total]) {
      const root = rootOf(size);
      expect(Buffer.from(await rootAt(size))).toEqual(Buffer.from(root));
      const claim = { oldSize: size, newSize: total, oldRoot: root, newRoot: rootOf(total) };
      const proof = await proveConsistency(size, total);
      expect(isConsistent(sha256, { ...claim, proof })).toBe(true);
      for (const id of [CUT + 1, size].filter((each) => each > CUT && each <= size)) {
        const leafHash = leaves[id - 1] ?? new Uint8Array();
        const included = { index: id - 1, size, leafHash, root };
        const siblings = await proveInclusion(id, size);
        expect(isIncluded(sha256, { ...included, proof: siblings })).toBe(true);
      }
    }
    expect([await isProvable(0), await isProvable(300), await isProvable(CUT)]).toEqual([
      true,
      false,
      true,
    ]);
    const refused = { code: "REFUSED", details: { reason: "archived" } };
    await expect(proveConsistency(300, total)).rejects.toMatchObject(refused);
    await expect(proveInclusion(300, total)).rejects.toMatchObject(refused);
  });

  test("the files are verified without the product, by their definition alone", async () => {
    const part = join(folder, "entries-1-512");
    const manifest = readManifest(await readFile(join(part, "manifest.json"), "utf8"));
    expect(await readdir(part)).toEqual(["entries-1.ndjson.gz", "manifest.json"]);
    expect(manifest).toMatchObject({
      first: { id: 1, previousHash: "0".repeat(64) },
      last: anchorOf(CUT),
      entries: CUT,
      root: hexRootOf(CUT),
    });
    const note = parseNote(manifest.checkpoint);
    const key = parseVerifierKey(checkpointPublicKey());
    expect(parseCheckpoint(note?.text ?? "")).toMatchObject({ size: CUT });
    expect(key !== null && isSignedBy(note?.text ?? "", note?.signatures ?? [], key)).toBe(true);
    let previous = "0".repeat(64);
    const text = gunzipSync(await readFile(join(part, "entries-1.ndjson.gz"))).toString("utf8");
    const entries = text.trimEnd().split("\n");
    for (const line of entries) {
      const { previousHash, hash, ...fields } = JSON.parse(line) as Record<
        string,
        string | number | null
      >;
      const present = FIELDS.map((field) =>
        fields[field] === null ? "" : `=${String(fields[field])}`,
      );
      const own = createHash("sha256")
        .update(previous + present.join("\u001f"))
        .digest("hex");
      expect({ previousHash, hash }).toEqual({ previousHash: previous, hash: own });
      previous = own;
    }
    expect([entries.length, previous]).toEqual([CUT, rows[CUT]?.previousHash]);
  });

  test("the list says, at its end, up to where entries are in an archive", async () => {
    const search = auditSearchSchema.parse({ limit: 1 });
    const { archive: found } = await listAuditEntries(scopeFor("audit:view", ["101"]), search);
    expect(found).toEqual({ id: String(CUT), hash: anchorOf(CUT).hash, lastAt: OLD });
  });
});
