/**
 * `npm run bench [-- --scale 0.1 --only reconcile,sync]`: measures performance beside a baseline of
 * the same run. It prints and never asserts: judging is for people who know the machine.
 */
import { benchAsOf } from "./as-of";
import { benchCauses } from "./causes";
import { benchChain } from "./chain";
import { benchJournal } from "./journal";
import { benchReconcile } from "./reconcile";
import { benchExports } from "./exports";
import { benchFirstStart } from "./first-start";
import { benchFeed } from "./feed";
import { benchNeighbours } from "./neighbours";
import { benchPages } from "./pages";
import { benchPartitions } from "./partitions";
import { benchReaders } from "./readers";
import { benchReads } from "./reads";
import { benchRequests } from "./requests";
import { benchScroll } from "./scroll";
import { benchServer, type BenchServer } from "./server";
import { benchSync } from "./sync";
import { benchAudit } from "./audit";
import { benchToday } from "./today";
import { benchTree } from "./tree";
import { benchVariances } from "./variances";
import { exitWithError } from "../process/print";
import { readOptionsOrExit } from "../process/read-options";

const PARTS = [
  ...(["reconcile", "sync", "reads", "requests", "audit", "chain", "exports", "pages"] as const),
  ...(["variances", "causes", "scroll", "journal", "feed", "tree", "today"] as const),
  ...(["as-of", "readers", "first-start", "partitions", "neighbours"] as const),
] as const;

const WITHOUT_SERVER = ["reconcile", "causes", "first-start"];

const { values } = readOptionsOrExit({
  options: {
    scale: { type: "string", default: "1" },
    only: { type: "string", default: PARTS.join(",") },
  },
});

try {
  await bench(Number(values.scale), values.only.split(","));
} catch (error) {
  exitWithError(error);
}

async function bench(scale: number, parts: readonly string[]): Promise<void> {
  if (!(scale > 0 && scale <= 1)) throw new Error("--scale is a number above 0 and up to 1.");
  const unknown = parts.filter((part) => !PARTS.some((known) => known === part));
  if (unknown.length > 0) throw new Error(`--only knows ${PARTS.join(", ")}.`);
  if (parts.includes("reconcile")) await benchReconcile(scale);
  if (parts.includes("causes")) benchCauses(scale);
  if (parts.includes("first-start")) await benchFirstStart();
  if (parts.every((part) => WITHOUT_SERVER.includes(part))) return;
  const server = await benchServer();
  try {
    await benchDatabase(server, scale, parts);
  } finally {
    await server.stop();
  }
}

async function benchDatabase(server: BenchServer, scale: number, parts: readonly string[]) {
  if (parts.includes("sync")) await benchSync(server, scale);
  if (parts.includes("readers")) await benchReaders(server, scale);
  if (parts.includes("reads")) await benchReads(server, scale);
  if (parts.includes("neighbours")) await benchNeighbours(server, scale);
  if (parts.includes("requests")) await benchRequests(server, scale);
  if (parts.includes("audit")) await benchAudit(server, scale);
  if (parts.includes("chain")) await benchChain(server, scale);
  if (parts.includes("exports")) await benchExports(server, scale);
  if (parts.includes("pages")) await benchPages(server);
  if (parts.includes("feed")) await benchFeed(server, scale);
  if (parts.includes("journal")) await benchJournal(server, scale);
  if (parts.includes("variances")) await benchVariances(server, scale);
  if (parts.includes("as-of")) await benchAsOf(server, scale);
  if (parts.includes("partitions")) await benchPartitions(server);
  if (parts.includes("tree")) await benchTree(server, scale);
  if (parts.includes("today")) await benchToday(server, scale);
  if (parts.includes("scroll")) await benchScroll(server);
}
