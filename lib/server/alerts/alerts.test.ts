/** What people are informed of: once for each fact, and never beyond what they may see. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { addDays } from "@/lib/domain/business-date";
import type { Role } from "@/lib/domain/permission";
import { makeCentre, makeUser, type MadeUser } from "@/lib/testing/arrange";
import { subscribe } from "@/lib/testing/arrange-notices";
import { arrangeThread } from "@/lib/testing/arrange-thread";
import {
  arrangeDay,
  cashSheetOf,
  move,
  type MovesKey,
  storeCount,
  storeSheet,
} from "@/lib/testing/arrange-workflow";
import { testDatabase } from "@/lib/testing/database";
import { type MailServer, startOwnMailServer } from "@/lib/testing/mail-server";
import { sql } from "../db/sql";
import { listInbox } from "../notices/queries";
import { ensureJobTables } from "../queue/queue";
import { informPeople } from "./inform";

/** A busy machine takes many times what a quiet one does. */
const MS_MAX = 120_000;
let server: MailServer;
let key: MovesKey;

beforeAll(async () => {
  await testDatabase();
  await ensureJobTables();
  server = await startOwnMailServer();
});
afterAll(() => server.stop());
/** The day before yesterday is over in every zone. */
const DATE = addDays(new Date().toISOString().slice(0, 10), -2);
beforeEach(async () => {
  server.mails.length = 0;
  key = { centreId: (await makeCentre({ name: "Gran <Vía>" })).id, date: DATE };
});

const join = (role: Role, name: string, centreId = key.centreId) =>
  makeUser({ name, roles: [{ centreId, role }] });
const inbox = async ({ actor }: MadeUser) => (await listInbox(actor)).notices;
const mailsTo = ({ email }: MadeUser) =>
  server.mails.filter(({ to }) => JSON.stringify(to).includes(email));

test(
  "a day that is not counted in time is one notice and one mail, however often it is looked at",
  async () => {
    const rey = await join("reviewer", "Rey");
    await subscribe(rey, [{ kind: "uncounted", atTime: "01:00" }]);
    await storeSheet(key, cashSheetOf(key, 400_00));
    const early = Date.parse(`${DATE}T21:00:00Z`);
    await informPeople(undefined, early);
    expect(await inbox(rey), "it is not one o'clock yet").toEqual([]);

    for (let run = 0; run < 3; run += 1) await informPeople();
    expect(await inbox(rey)).toMatchObject([
      { kind: "uncounted", businessDate: DATE, centreName: "Gran <Vía>", readAt: null },
    ]);
    const [mail] = mailsTo(rey);
    expect(mailsTo(rey)).toHaveLength(1);
    expect(mail?.subject).toContain("Not counted in time: Gran <Vía>");
    expect(mail?.html).toContain("Gran &lt;Vía&gt;");
    expect(mail?.html).toContain('name="color-scheme" content="light dark"');
    expect(mail?.text).toContain(`/reconciliations/${encodeURIComponent(key.centreId)}/${DATE}`);
  },
  MS_MAX,
);

test("a mail says how many notices there are, also where it shows some of hundreds", async () => {
  const rey = await join("reviewer", "Rey");
  await sql(
    `INSERT INTO notice (id, user_id, kind, fact, centre_id, wants_mail)
     SELECT gen_random_uuid(), $1::uuid, 'cash', n::text, $2, true FROM generate_series(1, 300) n`,
    [rey.id, key.centreId],
  );
  await informPeople();
  expect(mailsTo(rey)[0]?.subject).toBe("300 notifications from Counterfoil");
});

test(
  "two instances at once store one notice, and send one mail",
  async () => {
    const rey = await join("reviewer", "Rey");
    await subscribe(rey, [{ kind: "uncounted", atTime: "01:00" }]);
    await storeSheet(key, cashSheetOf(key, 400_00));
    await Promise.all(Array.from({ length: 4 }, () => informPeople()));
    await informPeople();
    expect(await inbox(rey)).toHaveLength(1);
    expect(mailsTo(rey)).toHaveLength(1);
  },
  MS_MAX,
);

test(
  "rights that were revoked between the event and the sending leave no mail and no notice",
  async () => {
    const rey = await join("reviewer", "Rey");
    await subscribe(rey, [{ kind: "difference" }], { quietFrom: "00:00", quietTo: "23:59" });
    await arrangeDay(key, await join("counter", "Cal"), -90_00);
    const midnight = Date.parse(`${DATE}T10:00:00Z`);
    await informPeople(undefined, midnight);
    expect(await inbox(rey)).toHaveLength(1);
    await sql("DELETE FROM membership WHERE user_id = $1::uuid", [rey.id]);
    await sql("UPDATE notice_settings SET quiet_from = NULL, quiet_to = NULL WHERE user_id = $1", [
      rey.id,
    ]);
    await informPeople();
    expect(await inbox({ ...rey, actor: { ...rey.actor, roles: new Map() } })).toEqual([]);
    expect(mailsTo(rey)).toEqual([]);
    const states = await sql("SELECT state FROM mail WHERE user_id = $1::uuid", [rey.id]);
    expect(states).toEqual([{ state: "withheld" }]);
  },
  MS_MAX,
);

test(
  "a counter who is asked gets the question, and no figure that a blind count hides",
  async () => {
    const { day, line, join: joinThread } = await arrangeThread();
    const cal = await makeUser({
      name: "Cal",
      roles: [{ centreId: line.centreId, role: "counter" }],
    });
    await sql(
      `INSERT INTO till_count (centre_id, business_date, shift_id, till_id, tender_id, version,
       counted_minor, source, counted_by_id)
     SELECT centre_id, business_date, shift_id, till_id, tender_id, version + 1, counted_minor,
            'api', $2::uuid
       FROM till_count WHERE centre_id = $1`,
      [line.centreId, cal.id],
    );
    await subscribe(cal, [{ kind: "direct" }, { kind: "difference" }]);
    const ann = await joinThread("approver", "Ann");
    await subscribe(ann.user, [
      { kind: "direct" },
      { kind: "difference", amountMinor: 1, currency: "EUR" },
    ]);
    await ann.write({ kind: "question", text: "Where is the bag?" });
    await ann.write({ kind: "comment", text: "36.00 short again", mentionIds: [day.reviewer.id] });
    await informPeople();

    expect(await inbox(cal)).toMatchObject([
      { kind: "question", text: "Where is the bag?", by: "Ann", differenceMinor: null },
    ]);
    expect((await inbox(cal))[0]?.href).toMatch(/^\/till-counts/);
    const [mail] = mailsTo(cal);
    expect(mail?.text).toContain("Where is the bag?");
    expect(`${mail?.subject} ${mail?.text} ${mail?.html}`).not.toMatch(/36[.,]00|400[.,]00|short/);
    expect(await inbox(day.reviewer)).toMatchObject([
      { kind: "mention", by: "Ann" },
      { kind: "question" },
    ]);
    await informPeople();
    expect(mailsTo(cal)).toHaveLength(1);
  },
  MS_MAX,
);

test(
  "a difference above the limit is a notice with its amount, and a new count a new one",
  async () => {
    const rey = await join("reviewer", "Rey");
    const small = await join("reviewer", "Sam");
    const [cal, away] = [
      await join("counter", "Cal"),
      await join("reviewer", "Ada", (await makeCentre()).id),
    ];
    await subscribe(rey, [{ kind: "difference", amountMinor: 50_00, currency: "EUR" }]);
    await subscribe(small, [{ kind: "difference", amountMinor: 500_00, currency: "EUR" }]);
    await subscribe(away, [{ kind: "difference", amountMinor: 0, currency: "EUR" }]);
    await arrangeDay(key, cal, -90_00);
    await informPeople();
    await informPeople();
    expect(await inbox(rey)).toMatchObject([
      { kind: "difference", differenceMinor: -90_00, currency: "EUR" },
    ]);
    expect(mailsTo(rey)[0]?.text).toContain("−90.00 EUR");
    expect(await inbox(small)).toEqual([]);
    expect(await inbox(away), "another centre").toEqual([]);
    await storeCount(key, cal, 30_00);
    await informPeople();
    expect(await inbox(rey)).toHaveLength(2);
  },
  MS_MAX,
);

test(
  "a day that changed after its sign-off, and what happened before somebody subscribed",
  async () => {
    const [cal, rey, ana] = [
      await join("counter", "Cal"),
      await join("reviewer", "Rey"),
      await join("approver", "Ana"),
    ];
    await subscribe(ana, [{ kind: "changed" }]);
    await subscribe(rey, [{ kind: "changed" }], { since: new Date(Date.now() + 3_600_000) });
    await arrangeDay(key, cal);
    await move("review", key, rey);
    await storeSheet(key, cashSheetOf(key, 120_00));
    await informPeople();
    expect(await inbox(ana)).toMatchObject([{ kind: "changed", businessDate: DATE }]);
    expect(await inbox(rey)).toEqual([]);
  },
  MS_MAX,
);

test(
  "quiet hours gather what happens into one mail afterwards",
  async () => {
    const rey = await join("reviewer", "Rey");
    await subscribe(rey, [{ kind: "uncounted", atTime: "01:00" }], {
      quietFrom: "22:00",
      quietTo: "07:00",
    });
    const other = { centreId: key.centreId, date: addDays(DATE, -1) };
    await storeSheet(key, cashSheetOf(key, 400_00));
    await informPeople(undefined, Date.parse(`${addDays(DATE, 1)}T00:30:00Z`));
    await storeSheet(other, cashSheetOf(other, 400_00));
    await informPeople(undefined, Date.parse(`${addDays(DATE, 1)}T01:30:00Z`));
    expect(mailsTo(rey)).toEqual([]);
    await informPeople(undefined, Date.parse(`${addDays(DATE, 1)}T06:00:00Z`));
    expect(mailsTo(rey)).toHaveLength(1);
    expect(mailsTo(rey)[0]?.subject).toBe("2 notifications from Counterfoil");
  },
  MS_MAX,
);

test(
  "the morning's digest counts the centres of its reader alone, in their language, once a day",
  async () => {
    const other = await makeCentre({ name: "Elsewhere" });
    const eve = await join("approver", "Eve");
    const since = new Date(`${DATE}T12:00:00Z`);
    await subscribe(eve, [{ kind: "digest", atTime: "07:00" }], { language: "fr", since });
    const cal = await join("counter", "Cal");
    await arrangeDay(key, cal, -12_34);
    await arrangeDay({ centreId: other.id, date: DATE }, cal, -99_99);
    const morning = Date.parse(`${addDays(DATE, 1)}T06:30:00Z`);
    await informPeople(undefined, morning);
    await informPeople(undefined, morning + 60_000);
    const [mail] = mailsTo(eve);
    expect(mailsTo(eve)).toHaveLength(1);
    expect(mail?.text).toContain("1 sur 1 comptés");
    expect(mail?.text).toContain("−12,34 EUR");
    expect(mail?.text).not.toMatch(/Elsewhere|99,99/);
  },
  MS_MAX,
);
