/** A packet of a closed day carries what a stranger needs to verify the closure. */
import { createHash } from "node:crypto";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { beforeAll, expect, test } from "vitest";
import { hashLeaf } from "@/lib/domain/merkle/tree";
import { parseCheckpoint, parseNote } from "@/lib/domain/merkle/note";
import { isIncluded } from "@/lib/domain/merkle/verify";
import { makeUser, scopeFor } from "@/lib/testing/arrange";
import { arrangePacket, type ArrangedPacket } from "@/lib/testing/arrange-packet";
import { move } from "@/lib/testing/arrange-workflow";
import { testDatabase } from "@/lib/testing/database";
import { loadPacketVerifier } from "@/lib/testing/packet-verifier";
import { sha256 } from "../audit/sha256";
import { makeCheckpoint } from "../checkpoints/checkpoint";
import { isSignedBy, parseVerifierKey } from "../checkpoints/note-keys";
import { checkpointPublicKey } from "../checkpoints/signing-key";
import { sql } from "../db/sql";
import { requestErasure } from "../users/request-erasure";
import { printPacket } from "./packet";

/** A loaded machine draws a packet for long. */
const SLOW = { timeout: 120_000 };

let day: ArrangedPacket;

beforeAll(async () => {
  await testDatabase();
  day = await arrangePacket();
}, SLOW.timeout);

async function print(): Promise<Uint8Array> {
  const scope = scopeFor("reconciliation:view", [day.key.centreId], day.reader);
  const response = await printPacket(scope, day.key, new Request("http://localhost/"));
  return new Uint8Array(await response.arrayBuffer());
}

async function attachmentsOf(bytes: Uint8Array): Promise<Record<string, Buffer>> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const found = (await (await task.promise).getAttachments()) as Record<
    string,
    { content: Uint8Array }
  >;
  await task.destroy();
  return Object.fromEntries(
    Object.entries(found).map(([name, { content }]) => [name, Buffer.from(content)]),
  );
}

test("the proof comes with the closure and its checkpoint, and holds", SLOW, async () => {
  await move("closure", day.key, await makeUser());
  expect(Object.keys(await attachmentsOf(await print()))).toEqual(["packet.json"]);
  await makeCheckpoint();
  const bytes = await print();
  const files = await attachmentsOf(bytes);
  const content = files["closing-entry.txt"] ?? Buffer.of();
  const text = files["packet.tlog-proof"]?.toString("utf8") ?? "";
  const { chain } = JSON.parse(files["packet.json"]?.toString("utf8") ?? "") as {
    chain: { id: string; action: string; hash: string }[];
  };
  const closing = chain.findLast(({ action }) => action === "day.closed");
  expect(createHash("sha256").update(content).digest("hex")).toBe(closing?.hash);
  const [, index, ...hashes] = text.slice(0, text.indexOf("\n\n")).split("\n");
  const checkpoint = parseCheckpoint(parseNote(text.slice(text.indexOf("\n\n") + 2))?.text ?? "");
  if (checkpoint === null) throw new Error("The proof has no checkpoint.");
  const claim = {
    index: Number(index?.replace("index ", "")),
    size: checkpoint.size,
    leafHash: hashLeaf(sha256, content),
    proof: hashes.map((hash) => Buffer.from(hash, "base64")),
    root: Buffer.from(checkpoint.root, "base64"),
  };
  expect(claim.index + 1).toBe(Number(closing?.id));
  expect(isIncluded(sha256, claim)).toBe(true);
  const key = parseVerifierKey(checkpointPublicKey());
  const note = parseNote(files["packet.note"]?.toString("utf8") ?? "");
  if (note === null || key === null) throw new Error("The packet is not signed.");
  const hash = createHash("sha256")
    .update(files["packet.json"] ?? "")
    .digest("hex");
  expect(note.text).toBe(`counterfoil packet\nsha256 ${hash}\n`);
  expect(isSignedBy(note.text, note.signatures, key)).toBe(true);
});

test("packets from before and after the erasure of who counted both verify", SLOW, async () => {
  const verify = loadPacketVerifier();
  const keys = [checkpointPublicKey()];
  const before = await print();
  const [counter] = await sql<{ id: string; name: string }>(
    `SELECT u.id::text AS id, u.name FROM "user" u
      WHERE u.id = (SELECT counted_by_id FROM till_count WHERE centre_id = $1 LIMIT 1)`,
    [day.key.centreId],
  );
  if (counter === undefined) throw new Error("Somebody has counted.");
  const chief = await makeUser({ roles: [{ centreId: "*", role: "administrator" }] });
  const asked = await requestErasure(scopeFor("security:administer", null, chief), {
    userId: counter.id,
  });
  expect(asked).toEqual({ outcome: "erased" });
  const after = await print();

  const isNamed = async (bytes: Uint8Array) =>
    (await attachmentsOf(bytes))["packet.json"]?.includes(counter.name);
  expect([await isNamed(before), await isNamed(after)]).toEqual([true, false]);
  for (const bytes of [before, after]) {
    expect(await verify(bytes, keys)).toMatchObject({ verdict: "holds" });
  }
  expect(await verify(after, [])).toMatchObject({ verdict: "open" });
});
