/** A mail whose response never came is not sent again, and its reader learns of it all the same. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "@/lib/domain/business-date";
import { makeCentre, makeUser } from "@/lib/testing/arrange";
import { listMailStates, subscribe } from "@/lib/testing/arrange-notices";
import { cashSheetOf, storeSheet } from "@/lib/testing/arrange-workflow";
import { testDatabase } from "@/lib/testing/database";
import { type MailServer, startOwnMailServer } from "@/lib/testing/mail-server";
import { listInbox } from "../notices/queries";
import { ensureJobTables } from "../queue/queue";
import { informPeople } from "./inform";

const MS_MAX = 120_000;
let server: MailServer;

beforeAll(async () => {
  await testDatabase();
  await ensureJobTables();
  server = await startOwnMailServer();
});
afterAll(() => server.stop());

test(
  "its events are in the inbox, and the next mail says that it may be lost",
  async () => {
    const { id: centreId } = await makeCentre();
    const rey = await makeUser({ roles: [{ centreId, role: "reviewer" }] });
    await subscribe(rey, [{ kind: "uncounted", atTime: "01:00" }]);
    const today = new Date().toISOString().slice(0, 10);
    // A day is looked for on four dates, and the next one may begin while this runs.
    const [first, second, third] = [1, 2, 3].map((back) => addDays(today, -back));
    const happen = async (date = "") => {
      await storeSheet({ centreId, date }, cashSheetOf({ centreId, date }, 400_00));
      await informPeople();
    };
    // The whole text has come, and the response never leaves.
    server.hold(() => {
      server.drop();
      return Promise.resolve(false);
    });
    await happen(first);
    server.hold(() => Promise.resolve(true));
    await happen(second);
    await happen(third);
    const states = (await listMailStates(rey)).map(({ state }) => state);
    expect(states).toEqual(["unconfirmed", "sent", "sent"]);
    const inbox = (await listInbox(rey.actor)).notices;
    expect(inbox.map(({ businessDate }) => businessDate)).toContain(first);
    const texts = server.mails.map(({ text, html }) => `${text} ${html}`);
    const remarks = texts.map((text) => text.split("may not have reached you").length - 1);
    expect(remarks, "as text and as HTML, in the next mail alone").toEqual([2, 0]);
    expect(texts[0], "its events have one mail").not.toContain(`${first}`);
  },
  MS_MAX,
);
