/**
 * Two instances inform people, and one of them is killed at a random moment of each run: every
 * person finds every event once in the inbox, and the SMTP server accepts the mail about it once.
 * `npm run mail:kills -- --runs 500` runs it more often.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "@/lib/domain/business-date";
import { EVERYWHERE } from "@/lib/domain/permission";
import { makeCentre, makeUser, type MadeUser } from "@/lib/testing/arrange";
import { makeMailsDue, subscribe } from "@/lib/testing/arrange-notices";
import { cashSheetOf, storeSheet } from "@/lib/testing/arrange-workflow";
import { testDatabase } from "@/lib/testing/database";
import { type Instance, startInstance } from "@/lib/testing/mail-instances";
import { createChance } from "@/scripts/figures/chance";
import { sql } from "../db/sql";
import { ensureJobTables } from "../queue/queue";

const RUNS = Number(process.env.MAIL_RUNS ?? "3");
const SEED = Number(process.env.MAIL_SEED ?? "1");
const MS_MAX = 120_000 + RUNS * 120_000;
const LOOK_AGAIN_MS = 50;
const PEOPLE = 6;
const DAYS = 3;
const DEFERRED_SHARE = 0.05;
/** The moments of a delivery at which an instance is killed, or any moment of the run. */
const MOMENTS = ["recipient named", "text sent", "accepted", "any"] as const;
type Moment = (typeof MOMENTS)[number];

const chance = createChance(SEED);
const kills: Record<Moment, number> = { "recipient named": 0, "text sent": 0, accepted: 0, any: 0 };
const killed: { at: Date; moment: Moment }[] = [];
let instances: Instance[] = [];
let people: MadeUser[] = [];

beforeAll(async () => {
  await testDatabase();
  await ensureJobTables();
  people = [];
  for (let number = 1; number <= PEOPLE; number += 1) {
    const person = await makeUser({ roles: [{ centreId: EVERYWHERE, role: "reviewer" }] });
    await subscribe(person, [{ kind: "uncounted", atTime: "01:00" }]);
    people.push(person);
  }
  instances = await Promise.all([startInstance(), startInstance()]);
}, 120_000);
afterAll(async () => {
  await Promise.all(instances.map((instance) => instance.stop()));
});

test(
  `each person gets each event once, in ${RUNS} runs with a kill`,
  async () => {
    const expected: string[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const kill = arrangeKill();
      const centreId = (await makeCentre()).id;
      // An hour past midnight in Madrid is due when a date begins in UTC, and for four days.
      for (let back = 1; back <= DAYS; back += 1) {
        const key = { centreId, date: addDays(new Date().toISOString().slice(0, 10), -back) };
        await storeSheet(key, cashSheetOf(key, 400_00));
        expected.push(...people.map(({ email }) => `${email} ${centreId}/${key.date}`));
      }
      await kill.done(() => isSettled(centreId));
      while (!(await isSettled(centreId))) await sleep(LOOK_AGAIN_MS);
      // The next run has days of its own.
      await sql("UPDATE reconciliation SET unwaived_lines = 0 WHERE centre_id = $1", [centreId]);
    }
    const report = await judge(expected);
    process.stdout.write(`${JSON.stringify({ runs: RUNS, seed: SEED, kills, ...report })}\n`);
    expect(report).toMatchObject({ duplicateMails: 0, duplicateEvents: 0, unexpected: 0 });
    expect(report.inInbox, "each event is in the inbox of each person").toBe(expected.length);
    // A mail is lost only if the process dies in the instant between its note and the line that
    // ends the text; its reader is then informed that it is unconfirmed.
    expect(report.lostMails).toBeLessThanOrEqual(report.unconfirmed);
    expect(report.unnoticed, "lost mails that pass for sent").toEqual([]);
    expect(report.unnoticedEvents, "events that no mail is about, not even a lost one").toEqual([]);
    if (report.lostMails === 0) expect(report.lostEvents).toBe(0);
  },
  MS_MAX,
);

type Kill = { done: (isOver: () => Promise<boolean>) => Promise<void> };

/** Kills one instance at a moment of this run, once, and starts it again. */
function arrangeKill(): Kill {
  const moment = chance.pick(MOMENTS);
  const victim = chance.pick(instances);
  const nth = chance.whole(1, 3);
  const delayMs = chance.whole(0, moment === "accepted" ? 4 : 400);
  let isKilled = false;
  let count = 0;
  const kill = (at: Moment) => {
    if (isKilled) return;
    isKilled = true;
    kills[at] += 1;
    victim.kill();
    killed.push({ at: new Date(), moment: at });
  };
  const isNth = (at: Moment) => at === moment && !isKilled && (count += 1) === nth;
  for (const { server } of instances) {
    server.refuse(() => {
      if (server === victim.server && isNth("recipient named")) kill("recipient named");
      const isDeferred = chance.happens(DEFERRED_SHARE);
      return isDeferred ? { code: 451, text: "4.3.0 Try again" } : null;
    });
    server.hold(async () => {
      if (server !== victim.server) return true;
      if (isNth("text sent")) kill("text sent");
      // Around the response, and while the instance notes it.
      if (isNth("accepted")) setTimeout(() => kill("accepted"), delayMs);
      return Promise.resolve(true);
    });
  }
  const timer = setTimeout(() => (moment === "any" ? kill("any") : undefined), delayMs);
  return {
    async done(isOver) {
      // Where the other instance was faster, the moment of this one never came.
      while (!isKilled && !(await isOver())) await sleep(LOOK_AGAIN_MS);
      clearTimeout(timer);
      kill("any");
      await victim.restart();
    },
  };
}

/** Everybody is informed of everything, and nothing waits in the outbox. */
async function isSettled(centreId: string): Promise<boolean> {
  await makeMailsDue();
  const [row] = await sql<{ notices: number; unsent: number }>(
    `SELECT count(*)::int AS notices,
            (count(*) FILTER (WHERE m.id IS NULL OR m.state = 'queued'))::int AS unsent
       FROM notice n LEFT JOIN mail m ON m.id = n.mail_id WHERE n.centre_id = $1`,
    [centreId],
  );
  return row?.notices === PEOPLE * DAYS && row.unsent === 0;
}

/** Compares what the servers accepted with what the inboxes and the outbox say. */
async function judge(expected: readonly string[]) {
  const accepted = instances.flatMap(({ server }) => server.mails);
  const byMessage = countEach(accepted.map(({ messageId }) => String(messageId)));
  const byEvent = countEach(
    accepted.flatMap(({ to, text }) => {
      const address = to === undefined ? "" : [to].flat()[0]?.value[0]?.address;
      const links = [...(text ?? "").matchAll(/\/reconciliations\/([^/\s]+\/[\d-]+)/g)];
      return links.map(([, event]) => `${address} ${event}`);
    }),
  );
  const mails = await sql<{ id: string; state: string; submittedAt: Date | null }>(
    'SELECT id::text AS id, state, submitted_at AS "submittedAt" FROM mail ORDER BY id',
  );
  const messageIds = [...byMessage.keys()];
  const lost = mails.filter(({ id }) => !messageIds.some((one) => one.startsWith(`<${id}@`)));
  const ofUnconfirmed = await sql<{ event: string }>(
    `SELECT u.email || ' ' || n.centre_id || '/' || n.business_date AS event
       FROM notice n JOIN mail m ON m.id = n.mail_id JOIN "user" u ON u.id = n.user_id
      WHERE m.state = 'unconfirmed'`,
  );
  const noticed = new Set([...byEvent.keys(), ...ofUnconfirmed.map(({ event }) => event)]);
  const [inbox] = await sql<{ notices: number }>("SELECT count(*)::int AS notices FROM notice");
  return {
    events: expected.length,
    inInbox: inbox?.notices ?? 0,
    mails: mails.length,
    accepted: accepted.length,
    duplicateMails: accepted.length - byMessage.size,
    duplicateEvents: [...byEvent.values()].filter((count) => count > 1).length,
    lostMails: lost.length,
    lostAt: lost.map(({ submittedAt }) => describeKillAfter(submittedAt)),
    unnoticed: lost.filter(({ state }) => state !== "unconfirmed"),
    unnoticedEvents: expected.filter((event) => !noticed.has(event)),
    lostEvents: expected.filter((event) => !byEvent.has(event)).length,
    unconfirmed: mails.filter(({ state }) => state === "unconfirmed").length,
    unexpected: mails.filter(({ state }) => !["sent", "unconfirmed"].includes(state)).length,
  };
}

/** The kill that came next after a mail was noted as submitted. */
function describeKillAfter(submittedAt: Date | null): string {
  const kill = killed.find(({ at }) => submittedAt !== null && at >= submittedAt);
  if (kill === undefined || submittedAt === null) return "no kill";
  return `${kill.moment}, ${kill.at.getTime() - submittedAt.getTime()} ms after the note`;
}

function countEach(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
