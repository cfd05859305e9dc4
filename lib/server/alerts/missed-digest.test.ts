/** A digest that was due while no instance ran is not lost to the next one. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "@/lib/domain/business-date";
import { formatBusinessDate } from "@/lib/domain/format";
import { makeCentre, makeUser } from "@/lib/testing/arrange";
import { subscribe } from "@/lib/testing/arrange-notices";
import { arrangeDay } from "@/lib/testing/arrange-workflow";
import { testDatabase } from "@/lib/testing/database";
import { type MailServer, startOwnMailServer } from "@/lib/testing/mail-server";
import { ensureJobTables } from "../queue/queue";
import { informPeople } from "./inform";

/** A busy machine takes many times what a quiet one does. */
const MS_MAX = 120_000;
/** The day before yesterday is over in every zone. */
const DATE = addDays(new Date().toISOString().slice(0, 10), -2);
let server: MailServer;

beforeAll(async () => {
  await testDatabase();
  await ensureJobTables();
  server = await startOwnMailServer();
});
afterAll(() => server.stop());

test(
  "digests of two days are two mails, each with the figures of its day",
  async () => {
    const { id: centreId } = await makeCentre({ name: "Northgate" });
    const roleIn = (role: "approver" | "counter") => ({ roles: [{ centreId, role }] });
    const eve = await makeUser({ name: "Eve", ...roleIn("approver") });
    const cal = await makeUser({ name: "Cal", ...roleIn("counter") });
    await subscribe(eve, [{ kind: "digest", atTime: "07:00" }]);
    await arrangeDay({ centreId, date: addDays(DATE, -1) }, cal, -12_34);
    await arrangeDay({ centreId, date: DATE }, cal, -56_78);
    const morning = Date.parse(`${addDays(DATE, 1)}T06:30:00Z`);
    await Promise.all([informPeople(undefined, morning), informPeople(undefined, morning)]);
    await informPeople(undefined, morning + 60_000);
    const facts = server.mails.map((mail) => ({
      dates: [addDays(DATE, -1), DATE].filter((date) =>
        mail.subject?.includes(formatBusinessDate(date, "en", "long")),
      ),
      amounts: mail.text?.match(/−\d+\.\d\d EUR/g)?.slice(0, 1),
    }));
    expect(facts.toSorted((one, other) => (one.dates < other.dates ? -1 : 1))).toEqual([
      { dates: [addDays(DATE, -1)], amounts: ["−12.34 EUR"] },
      { dates: [DATE], amounts: ["−56.78 EUR"] },
    ]);
  },
  MS_MAX,
);
