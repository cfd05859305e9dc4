import { createHash } from "node:crypto";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { beforeAll, describe, expect, test } from "vitest";
import { minor } from "@/lib/domain/money";
import { makeCentre, scopeFor } from "@/lib/testing/arrange";
import {
  arrangePacket,
  type ArrangedPacket,
  SLIPS,
  WORD_COUNT,
} from "@/lib/testing/arrange-packet";
import { testDatabase } from "@/lib/testing/database";
import { readPdf } from "@/lib/testing/read-pdf";
import { sql } from "../db/sql";
import { printPacket } from "./packet";

let day: ArrangedPacket;
/** As the day was signed. */
let signed: Printed;

beforeAll(async () => {
  await testDatabase();
  day = await arrangePacket();
  signed = await print();
});

type Printed = Awaited<ReturnType<typeof print>>;
type Asked = { language?: string; centreId?: string; date?: string; asOf?: string };

async function print({ language = "en", ...asked }: Asked = {}) {
  const key = { ...day.key, ...asked };
  const request = new Request("http://localhost/", { headers: { "accept-language": language } });
  const scope = scopeFor("reconciliation:view", [key.centreId], day.reader);
  const response = await printPacket(scope, key, request);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const { pages, sizes } = await readPdf(bytes);
  const lines = pages.flat();
  return { response, bytes, pages, sizes, lines, text: lines.join("\n") };
}

async function dataIn(bytes: Uint8Array): Promise<string> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const attachments = (await (await task.promise).getAttachments()) as Record<
    string,
    { content: Uint8Array }
  >;
  await task.destroy();
  return Buffer.from(attachments["packet.json"]?.content ?? []).toString("utf8");
}

describe("the packet of a day that was signed", () => {
  test("has every figure of its lines, with the levels and the rule", () => {
    const { lines } = signed;
    const cash = lines.find((line) => line.startsWith("Noche|Кasa 1|Μετρητά"));
    expect(cash).toBe(
      "Noche|Кasa 1|Μετρητά|1,250.50|1,100.50|−150.00|short|2.00|5.00|" +
        `${day.key.centreId}/*/EUR#1|Float not counted`,
    );
    expect(lines).toContain("2 lines compared|1,323.10|1,173.10|−150.00");
  });

  test("shows how the cash came about, entry by entry", () => {
    const { text } = signed;
    for (const step of ["Float|150.00|150.00", "Cash sales|1,130.50|1,280.50"]) {
      expect(text).toContain(step);
    }
    expect(text).toContain("Expenses paid in cash|−30.00|1,250.50");
    expect(text).toMatch(/Ice and lemons\|−10\.00[^]*Taxi 🚕?.*\|−20\.00/u);
  });

  test("has each count with its pieces, and why it was asked for again", () => {
    const { text } = signed;
    expect(text).toContain("1 × 500.00 = 500.00\n3 × 100.00 = 300.00");
    expect(text).toContain("2 × 25 × 2.00 = 100.00\n0.50 in bulk");
    expect(text).toMatch(/\|1\|1,099\.00\|/);
    expect(text).toMatch(/2, in force\|1,100\.50\|150\.00\|on the screen\|Zażółć Gęślą/);
    expect(text).toMatch(/1\. Noche, Кasa 1, Μετρητά\|The reviewer, \d+ \w+ \d{4}, \d\d:\d\d/);
    expect(text).toContain("Please count it once more.");
  });

  test("has spot counts and hand-overs with both names, figures and pieces", async () => {
    const { text, bytes } = signed;
    expect(text).toMatch(
      /Spot counts\n[^]*Noche, Кasa 1\|1\|640\.00\|Zażółć Gęślą\|.*\|as a total/,
    );
    expect(text).toMatch(/Zażółć Gęślą handed over\|150\.00\|.*\|7 × 20\.00 = 140\.00/);
    expect(text).toMatch(
      /The reviewer took over\|149\.50\|−0\.50\|.*\|7 × 20\.00 = 140\.00\n9\.50/,
    );
    expect(text).toContain("Terminal 2 is slow.");
    expect(text).toMatch(/The reviewer handed over\|149\.50\|[^]*\nNobody has taken over yet\./);
    const data = JSON.parse(await dataIn(bytes)) as { handOvers: object[]; spotCounts: object[] };
    expect(data.spotCounts).toMatchObject([{ tillId: "T1", countedMinor: 640_00 }]);
    expect(data.handOvers).toMatchObject([
      { number: 1, givenMinor: 150_00, taken: { takenMinor: 149_50, differenceMinor: -50 } },
      { number: 2, taken: null },
    ]);
    expect(data.handOvers[0]).not.toHaveProperty("isOwn");
  });

  test("has float checks, explanations with their arithmetic, notes, files and moves", () => {
    const { text } = signed;
    expect(text).toMatch(/agreed float\|160\.00\|155\.00\|−5\.00\|Cash handling/);
    expect(text).toContain("Taken from the likely causes: 1,100.50 + 150.00 = 1,250.50");
    expect(text).toMatch(/−150\.00 explained: Float not counted\|The reviewer, /);
    expect(text).toContain("Left in the safe bag.");
    expect(text).toMatch(/slip.*\.pdf\|1,234\|the whole day\|The reviewer\|/);
    expect(text).toContain(day.sha256);
    expect(text).toMatch(/1\. Review\|The reviewer, .* · open → reviewed, cash sheet version 1/);
    expect(text).toMatch(/2\. Approval\|The approver, /);
    expect(text).toContain("Seen with the till drawer.");
    const notes = text.replaceAll(/\s+/g, " ");
    for (let at = 0; at < WORD_COUNT; at += 1) expect(notes).toContain(`word${at} `);
  });

  test("has the chain, its head, and a hash that can be computed anew from the file", async () => {
    const { text, bytes, lines } = signed;
    const entries = await sql<{ id: string; hash: string; action: string; at: Date }>(
      `SELECT id::text AS id, hash, action, at FROM audit_entry
        WHERE centre_id = $1 AND business_date = $2 ORDER BY audit_entry.id`,
      [day.key.centreId, day.key.date],
    );
    expect(entries.length).toBeGreaterThan(8);
    for (const { id, hash, action, at } of entries) {
      const row = lines.find((line) => line.startsWith(`${id}|${at.toISOString()}|`));
      expect(row).toContain(`(${action})|${hash}`);
    }
    const [head] = await sql<{ head: string }>(
      `SELECT e.id || ':' || e.hash AS head FROM audit_entry e ORDER BY e.id DESC LIMIT 1`,
    );
    expect(text).toContain(`Head of the trail: ${head?.head}`);
    const data = await dataIn(bytes);
    const hash = createHash("sha256").update(data).digest("hex");
    expect(text).toContain(`Packet hash|${hash}`);
    expect(JSON.parse(data)).toMatchObject({ day: { centreId: day.key.centreId, asOf: null } });
  });

  test("gives the same hash in every language, and another once anything is said", async () => {
    const hashOf = async ({ bytes }: Printed) => {
      const data = await dataIn(bytes);
      return createHash("sha256").update(data).digest("hex");
    };
    const en = await hashOf(signed);
    expect(await hashOf(await print({ language: "fr" }))).toBe(en);
    await day.note("One word more.");
    expect(await hashOf(await print())).not.toBe(en);
  });

  test("speaks the reader's language", async () => {
    expect((await print({ language: "es" })).text).toMatch(/Expediente de firma[^]*−150,00/);
    expect((await print({ language: "fr" })).text).toMatch(/Dossier de validation[^]*1 250,50/);
  });

  test("answers from a past moment", async () => {
    const { text } = await print({ asOf: day.beforeMoves });
    expect(text).toContain("The day has not been signed off.");
    expect(text).not.toContain("Seen with the till drawer.");
    expect(text).toMatch(/As at\|\d+ \w+ \d{4}, /);
  });

  test("says old and new where Cashrec changed after sign-off", async () => {
    await day.store(minor(1_140_50));
    const { text } = await print();
    expect(text).toContain("Changed after sign-off");
    expect(text).toContain("Noche, Кasa 1, Μετρητά|1,250.50|1,260.50|+10.00");
  });

  test("numbers its pages, repeats its heads, and is named after its day", () => {
    const { pages, sizes, response } = signed;
    expect(sizes.every((size) => String(size) === "842,595")).toBe(true);
    for (const [at, lines] of pages.entries()) {
      expect(lines.at(-2)).toMatch(new RegExp(`\\|${at + 1} /\\|${pages.length}$`));
      expect(lines.at(-1)).toMatch(/^Packet hash [0-9a-f]{64}$/);
    }
    const chains = pages.filter((lines) => lines.some((line) => /^\d+\|2\d{3}-.*\)\|/.test(line)));
    for (const lines of chains) expect(lines.join()).toContain("Entry|When (UTC)|Who|Event|Hash");
    expect(response.headers.get("content-disposition")).toMatch(
      new RegExp(`filename="packet-[A-Za-z0-9._-]+-${day.key.date}\\.pdf"`),
    );
  });
});

test("a count of as many pieces as there may be stays whole", () => {
  const { text } = signed;
  for (const { valueMinor } of SLIPS) {
    const amount = (valueMinor / 100).toFixed(2);
    expect(text).toContain(`1 × ${amount} = ${amount}`);
  }
});

test("a day without anything says so in every part", async () => {
  const { id } = await makeCentre({ name: "Łódź 東京 👩‍👩‍👧" });
  const { text, pages } = await print({ centreId: id, date: "2026-04-01" });
  for (const fragment of [
    "has not been signed off",
    "Nothing was reported or counted",
    "Nothing was counted",
    "Nothing was explained",
    "no notes",
    "No file is attached",
    "no entry of this day",
  ]) {
    expect(text).toContain(fragment);
  }
  expect(pages.length).toBeLessThan(3);
});

test("a centre that is not the reader's is not there", async () => {
  const scope = scopeFor("reconciliation:view", [(await makeCentre()).id]);
  const asked = printPacket(scope, day.key, new Request("http://localhost/"));
  await expect(asked).rejects.toMatchObject({ code: "NOT_FOUND" });
});
