/**
 * `npm run load -- --centres 5000 --days 90` fills the empty database of DATABASE_URL or DATA_DIR
 * with a made-up group, and prints how fast that was and how much room it takes.
 */
import { addDays } from "@/lib/domain/business-date";
import { DEMO_PASSWORD } from "@/lib/domain/demo-people";
import { disconnect } from "@/lib/server/db/client";
import { type Loaded, loadDatabase, type LoadOptions } from "./load-database";
import { addressOf } from "./people";
import { printSizes } from "./sizes";
import { exitWithError, print } from "../process/print";
import { peakMemory, perSecond, row, seconds, timed, title } from "../figures/report";
import { withClient } from "../postgres/with-client";
import { readOptions } from "../process/read-options";

const PROGRESS_MS = 15_000;

try {
  await load(checkOptions());
} catch (error) {
  exitWithError(error);
} finally {
  await disconnect();
}

function checkOptions(): LoadOptions {
  const { values } = readOptions({
    options: {
      centres: { type: "string", default: "100" },
      days: { type: "string", default: "30" },
      until: { type: "string" },
      audit: { type: "string", default: "0.05" },
    },
  });
  const yesterday = addDays(new Date().toISOString().slice(0, 10), -1);
  const options = {
    centres: Number(values.centres),
    days: Number(values.days),
    until: values.until ?? yesterday,
    auditShare: Number(values.audit),
  };
  const isWhole = (value: number) => Number.isSafeInteger(value) && value > 0;
  if (!isWhole(options.centres) || options.centres > 99_999 || !isWhole(options.days)) {
    throw new Error("--centres and --days are whole numbers above 0, at most 99,999 centres.");
  }
  if (!(options.auditShare >= 0 && options.auditShare <= 1)) {
    throw new Error("--audit is the share of the centres with an audit trail, from 0 to 1.");
  }
  if (!/^\d{4}-\d{2}-\d{2}$/.test(options.until) || options.until > yesterday) {
    throw new Error("--until is a date like 2026-11-23, yesterday at the latest.");
  }
  return options;
}

async function load(options: LoadOptions): Promise<void> {
  const began = performance.now();
  let printed = began;
  const onProgress: LoadOptions["onProgress"] = ({ centreDays, lines }, total) => {
    const now = performance.now();
    if (now - printed < PROGRESS_MS) return;
    printed = now;
    const share = Math.round((centreDays / total.centreDays) * 100);
    print(`${share} %: ${lines.toLocaleString("en")} lines, ${perSecond(lines, now - began)}`);
  };
  const { ms, result } = await timed(() => loadDatabase({ ...options, onProgress }));
  report(options, ms, result);
  const ownerUrl = process.env.DATABASE_OWNER_URL ?? process.env.DATABASE_URL ?? "";
  await withClient(ownerUrl, async (client) => {
    // A load adds in minutes what a group adds in months, and the room of what was moved stays.
    const { ms: tidied } = await timed(async () => {
      await client.query("VACUUM (FULL) variance_total, variance_added");
      await client.query("VACUUM (ANALYZE)");
    });
    row("VACUUM and ANALYZE", seconds(tidied));
    await printSizes(client);
  });
  print(`Sign in as ${addressOf("administrator")} with ${DEMO_PASSWORD}.`);
}

function report({ centres, days, until }: LoadOptions, ms: number, loaded: Loaded): void {
  const count = (value: number) => value.toLocaleString("en");
  title(`Load: ${count(centres)} centres, ${days} days up to ${until}`);
  row("centre-days", count(loaded.centreDays), "those that were there already are left out");
  row("lines of sheets", count(loaded.lines), `${perSecond(loaded.lines, ms)}, in ${seconds(ms)}`);
  row("counts", count(loaded.counts));
  row("signatures", count(loaded.moves));
  row("peak memory of this process", `${peakMemory() ?? "?"} MB`);
}
