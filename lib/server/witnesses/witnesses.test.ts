/**
 * One honest witness, as a process of its own, finds whatever the owner of the database does to the
 * entries that it has confirmed.
 */
import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createChance } from "@/scripts/figures/chance";
import { chainedRows, chainOf, type ChainedRow, inventedAction } from "@/lib/testing/audit-rows";
import { scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { replaceEntries, tamper } from "@/lib/testing/tamper-with-audit";
import { type Receiver, startReceiver } from "@/lib/testing/webhook-receiver";
import { startWitness, type WitnessProcess } from "@/lib/testing/witness-process";
import { appendAuditAll } from "../audit/append";
import { verifyAudit } from "../audit/verify";
import { makeCheckpoint } from "../checkpoints/checkpoint";
import { checkpointPublicKey } from "../checkpoints/signing-key";
import { sql } from "../db/sql";
import { checkAudit } from "./check-audit";
import { collectWitnessed } from "./collect";
import { sendCheckpoints } from "./send-checkpoints";
import { getWitnessStatus } from "./status";

const RUNS = Number(process.env.TAMPER_RUNS ?? 24);
const SEED = Number(process.env.TAMPER_SEED ?? 1);
const WITNESSED = 40;
const UNCONFIRMED = 5;
const LONG_MS = 120_000 + RUNS * 10_000;

vi.setConfig({ testTimeout: LONG_MS, hookTimeout: LONG_MS });

const scope = scopeFor("audit:view", null);
let witness: WitnessProcess;
let receiver: Receiver;
let folder: string;
let file: string;
let honest: ChainedRow[];

beforeAll(async () => {
  await testDatabase();
  folder = await mkdtemp(join(tmpdir(), "checkpoints-"));
  file = join(folder, "checkpoints.txt");
  vi.stubEnv("AUDIT_ORIGIN", "counterfoil.example/trail");
  [witness, receiver] = await Promise.all([startWitness(checkpointPublicKey()), startReceiver()]);
  nameWitnesses(`witness ${witness.url} ${witness.publicKey}`);
  await append(WITNESSED);
  await sendCheckpoints();
  await append(UNCONFIRMED);
  honest = await chainedRows();
}, LONG_MS);

beforeEach(async () => {
  nameWitnesses(`witness ${witness.url} ${witness.publicKey}`);
  await replaceEntries(honest);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await Promise.all([witness.stop(), receiver.stop(), rm(folder, { recursive: true })]);
});

const nameWitnesses = (...each: string[]) => vi.stubEnv("AUDIT_WITNESSES", each.join(", "));
const append = (count: number) =>
  appendAuditAll(
    sql,
    Array.from({ length: count }, (_, at) => {
      return { actorId: null, action: inventedAction("made"), after: { at } };
    }),
  );

async function findTampering() {
  const { roots, reports } = await collectWitnessed();
  expect(reports).toMatchObject([{ failure: null, size: WITNESSED }]);
  return (await verifyAudit({ witnessed: roots })).broken;
}

test(
  `${RUNS} tamperings by the owner of the database are all found`,
  async () => {
    const chance = createChance(SEED);
    const missed: string[] = [];
    expect(await findTampering()).toBeNull();
    for (let run = 0; run < RUNS; run += 1) {
      const done = await tamper(chance, WITNESSED);
      if ((await findTampering()) === null) missed.push(done);
      await replaceEntries(honest);
    }
    expect(missed).toEqual([]);
    process.stdout.write(`${RUNS} tamperings with seed ${SEED}: ${RUNS - missed.length} found\n`);
    expect(await findTampering()).toBeNull();
  },
  LONG_MS,
);

test("a whole rewrite with new checkpoints is refused by the witness, and shown", async () => {
  await replaceEntries(chainOf(honest.map((row) => ({ ...row, origin: "forged" }))));
  await sendCheckpoints();
  const { witnesses } = await getWitnessStatus(scope);
  expect(witnesses).toMatchObject([
    { kind: "witness", name: "witness.example/w1", failure: "contradiction" },
  ]);
  expect(await checkAudit(scope, {})).toMatchObject({
    ok: false,
    firstBroken: { id: "1", fault: "not-as-witnessed" },
  });
});

test("a shorter trail is refused as well, and its missing end is named", async () => {
  await replaceEntries(honest.slice(0, WITNESSED - 10));
  await sendCheckpoints();
  expect((await getWitnessStatus(scope)).witnesses).toMatchObject([{ failure: "contradiction" }]);
  expect((await checkAudit(scope, {})).firstBroken).toEqual({
    id: String(WITNESSED - 9),
    fault: "cut-off",
  });
});

test("the witness remembers after its end, and confirms what continues the trail", async () => {
  await witness.restart();
  nameWitnesses(`witness ${witness.url} ${witness.publicKey}`);
  expect(await findTampering()).toBeNull();
  await append(2);
  const made = await makeCheckpoint();
  await sendCheckpoints();
  const total = WITNESSED + UNCONFIRMED + 2;
  expect(made?.size).toBe(total);
  const [status] = (await getWitnessStatus(scope)).witnesses;
  expect(status).toMatchObject({ size: total, failure: null, failingSince: null });
  const { witnesses } = await checkAudit(scope, {});
  expect(witnesses).toMatchObject([{ size: total, failure: null }]);
  honest = await chainedRows();
});

test("a file and a webhook get each checkpoint, and the file is compared", async () => {
  nameWitnesses(`file ${file}`, `webhook ${receiver.url}`);
  await sendCheckpoints();
  await sendCheckpoints();
  expect(receiver.received).toHaveLength(1);
  expect(await readFile(file, "utf8")).toBe(`${receiver.received[0]?.body}---\n`);
  const { ok, witnesses } = await checkAudit(scope, {});
  expect({ ok, witnesses }).toMatchObject({ ok: true, witnesses: [{ kind: "file" }] });
  await replaceEntries(chainOf(honest.map((row) => ({ ...row, origin: "forged" }))));
  expect((await checkAudit(scope, {})).firstBroken?.fault).toBe("not-as-witnessed");
  const checkpoint = receiver.received[0]?.body ?? "";
  nameWitnesses();
  expect(await checkAudit(scope, {})).toMatchObject({ ok: true, witnesses: [] });
  expect((await checkAudit(scope, { checkpoint: checkpoint.trim() })).ok).toBe(false);
  const forged = checkpoint.replace("\n4", "\n5").trim();
  await expect(checkAudit(scope, { checkpoint: forged })).rejects.toMatchObject({
    code: "REFUSED",
  });
});

test("a witness that is away, and a file that says nothing, are named", async () => {
  const empty = join(folder, "empty.txt");
  await writeFile(empty, "");
  await appendFile(empty, "nonsense\n");
  nameWitnesses(
    `witness http://127.0.0.1:9 ${witness.publicKey}`,
    `file ${empty}`,
    `file ${join(folder, "none.txt")}`,
  );
  const { ok, witnesses } = await checkAudit(scope, {});
  expect(ok).toBe(true);
  expect(witnesses.map(({ failure }) => failure)).toEqual([
    "unreachable",
    "unreadable",
    "unreachable",
  ]);
});
