/** hledger, a program of another make, reads our journal and agrees on every balance. */
import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { closedDays, makeChart } from "../../../testing/journal-days";
import { isInstalled, skips } from "../../../testing/skips";
import { formatPlain } from "../../money";
import { createAccountLookup } from "../account-rule";
import { computeBalances } from "../balances";
import { listFacts } from "../day-facts";
import { postDay } from "../post-day";
import { type JournalEntry, reversePostings } from "../posting";
import { USUAL_SETTINGS } from "../settings";
import { HLEDGER } from "./hledger";

const BATCH = {
  entity: { id: "ES/1.a", name: "North; South | (both) : Ltd" },
  number: 1,
  firstDate: "2026-03-01",
  lastDate: "2026-03-01",
  postedAt: "2026-04-01T00:00:00.000Z",
  currencies: ["EUR"],
  settings: USUAL_SETTINGS,
};
const NAMES = ["Centre", "A; comment", "Café | bar", "  (brackets) : tag", 'The "quoted" one'];

test("hledger agrees on every balance", { timeout: 60_000 }, (context) => {
  context.skip(skips(!isInstalled("hledger") && "hledger: apt-get install hledger"));
  const days = fc.sample(closedDays, { numRuns: 200, seed: 5 });
  const lookup = createAccountLookup(makeChart())({ scopes: ["*"], businessDate: "2026-03-01" });
  const entries = days.map((lines, index): JournalEntry => {
    const { postings } = postDay(listFacts(lines), lookup);
    return {
      number: index + 1,
      centreId: "101",
      centreName: NAMES[index % NAMES.length] ?? "",
      businessDate: "2026-03-01",
      currency: "EUR",
      reverses: index % 5 === 0 ? index : null,
      postings: index % 5 === 0 ? reversePostings(postings) : postings,
    };
  });
  const posted = entries.filter(({ postings }) => postings.length > 0);
  const text = HLEDGER.head(BATCH) + posted.map((entry) => HLEDGER.entry(entry, BATCH)).join("");
  const balances = computeBalances(posted.flatMap(({ postings }) => postings));
  const ours = [...balances].map(([account, amount]) => [account, formatPlain(amount, "EUR")]);
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync("hledger", ["-f", "-", ...args], {
      input: text,
      encoding: "utf8",
    });
    expect([status, stderr]).toEqual([0, ""]);
    return stdout;
  };
  run("check");
  const rows = run("balance", "--flat", "--no-total", "-O", "csv").trim().split("\n").slice(1);
  const theirs = rows.map((row) => row.replaceAll('"', "").replace(" EUR", "").split(","));
  expect(theirs.toSorted()).toEqual(ours.toSorted());
});
