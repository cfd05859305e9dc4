/** Reports are made once for each recipient, as that recipient, whatever runs twice. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { prove } from "@/lib/domain/permission";
import type { MadeUser } from "@/lib/testing/arrange";
import { makeMailsDue, subscribe } from "@/lib/testing/arrange-notices";
import {
  arrangeSchedules,
  authorOf,
  closeReports,
  DUE,
  fileOf,
  hire,
  openReports,
  readerOf,
  REPORTED_DATE as DATE,
  runsOf,
} from "@/lib/testing/arrange-schedules";
import { type MailServer, startOwnMailServer } from "@/lib/testing/mail-server";
import { readPdf } from "@/lib/testing/read-pdf";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { writeMail } from "../alerts/write-mail";
import { sql } from "../db/sql";
import { sendMails } from "../mail/outbox";
import { listInbox } from "../notices/queries";
import { applyRetention } from "../retention/apply";
import { listSchedules } from "./queries";
import { makeReports } from "./run";
import { serveReportFile } from "./serve-file";
import { startRun, stopMail } from "./start-by-hand";

/** A busy machine takes many times what a quiet one does. */
const MS_MAX = 120_000;
const FOLDER = makeTemporaryFolder("reports");
let server: MailServer;
let north = "";
let south = "";
let ana: MadeUser;
let schedule: Awaited<ReturnType<typeof arrangeSchedules>>["schedule"];

beforeAll(async () => {
  server = await startOwnMailServer();
  await openReports(FOLDER);
});
afterAll(async () => {
  closeReports();
  await server.stop();
});
beforeEach(async () => {
  server.mails.length = 0;
  ({ north, south, ana, schedule } = await arrangeSchedules());
});

const send = async () => {
  await makeMailsDue();
  await sendMails(writeMail);
};
const mailsTo = ({ email }: MadeUser) =>
  server.mails.filter(({ to }) => JSON.stringify(to).includes(email));

test(
  "an occurrence is one run with one file and one mail for each recipient, with four instances",
  async () => {
    const rey = await hire("reviewer", "Rey", [north]);
    await schedule([ana, rey]);
    expect(await makeReports(undefined, DUE - 60_000), "not before its time").toBe(0);
    await Promise.all(Array.from({ length: 4 }, () => makeReports(undefined, DUE)));
    await makeReports(undefined, DUE + 60_000);
    await Promise.all([send(), send()]);
    const [run, ...others] = await runsOf(ana);
    expect(others).toEqual([]);
    expect(run).toMatchObject({ state: "made", from: DATE, to: DATE, startedBy: null });
    expect(run?.files).toEqual([
      { name: "Ana", state: "made", reason: null },
      { name: "Rey", state: "made", reason: null },
    ]);
    for (const person of [ana, rey]) {
      expect(mailsTo(person)).toHaveLength(1);
      expect((await listInbox(person.actor)).notices).toMatchObject([
        { kind: "report", reportName: "Differences" },
      ]);
    }
    expect((await runsOf(rey))[0]?.files, "others' files are the author's concern").toEqual([
      { name: "Rey", state: "made", reason: null },
    ]);
    const [next] = await listSchedules(readerOf(ana));
    expect(next?.nextAt).toBe("2026-03-12T06:00:00.000Z");
  },
  MS_MAX,
);

test(
  "a file has what its reader may see, in the reader's language, and is always the same",
  async () => {
    const rey = await hire("reviewer", "Rey", [north]);
    await subscribe(rey, [], { language: "fr" });
    await schedule([ana, rey], { format: "pdf" });
    await makeReports(undefined, DUE);
    await send();
    const [own, whole] = [await fileOf(rey), await fileOf(ana)];
    const text = async (file: Buffer) => (await readPdf(file)).pages.flat().join("\n");
    expect(await text(own)).toContain("−12,34");
    expect(await text(own)).not.toMatch(/56,78|Southgate/);
    expect(await text(whole)).toContain("−12.34");
    expect(await text(whole)).toContain("−56.78");
    const [mail] = mailsTo(rey);
    expect(mail?.subject).toContain("Differences : ");
    expect(mail?.text).toContain("Votre rapport");
    expect(mail?.html).toContain('name="color-scheme" content="light dark"');
    expect(`${mail?.text} ${mail?.html}`).not.toMatch(/12,34|56,78/);
    expect(mail?.attachments[0]?.content.equals(own)).toBe(true);
    expect(mail?.attachments[0]?.filename).toBe(`discrepancies-${DATE}.pdf`);
    expect((await fileOf(rey)).equals(own)).toBe(true);
  },
  MS_MAX,
);

test(
  "who is deactivated, has lost the role, counts only, or has stopped it gets no file",
  async () => {
    const people = await Promise.all(
      ["Bea", "Cid", "Dan"].map((name) => hire("reviewer", name, [north])),
    );
    const [bea, cid, dan] = people as [MadeUser, MadeUser, MadeUser];
    const scheduleId = await schedule([...people, ana]);
    await stopMail(readerOf(dan), { scheduleId, stopped: true });
    await sql(`UPDATE "user" SET disabled_at = now() WHERE id = $1::uuid`, [bea.id]);
    await sql(`UPDATE membership SET role = 'counter' WHERE user_id = $1::uuid`, [cid.id]);
    await makeReports(undefined, DUE);
    await send();
    const [run] = await runsOf(ana);
    expect(run?.files).toEqual([
      { name: "Ana", state: "made", reason: null },
      { name: "Bea", state: "withheld", reason: "inactive" },
      { name: "Cid", state: "withheld", reason: "no-rights" },
      { name: "Dan", state: "withheld", reason: "stopped" },
    ]);
    expect(server.mails).toHaveLength(1);
    await stopMail(readerOf(dan), { scheduleId, stopped: false });
    await startRun(authorOf(ana), { scheduleId }, DUE + 1_000);
    await makeReports(undefined, DUE + 2_000);
    expect((await runsOf(dan))[0]?.file).not.toBeNull();
  },
  MS_MAX,
);

test(
  "a centre that was lost after the file was made is neither mailed nor opened",
  async () => {
    await schedule([ana]);
    await makeReports(undefined, DUE);
    const fileId = (await runsOf(ana))[0]?.file?.id ?? "";
    await sql("DELETE FROM membership WHERE user_id = $1::uuid AND centre_id = $2", [
      ana.id,
      south,
    ]);
    await send();
    expect(mailsTo(ana)).toEqual([]);
    const left = prove(ana.actor, "reconciliation:view", [north]);
    if (left === null) throw new Error("Ana sees one centre");
    const noFile = { code: "NOT_FOUND" };
    await expect(serveReportFile(left, { fileId })).rejects.toMatchObject(noFile);
    const rey = await hire("reviewer", "Rey", [north, south]);
    await expect(serveReportFile(readerOf(rey), { fileId })).rejects.toMatchObject(noFile);
  },
  MS_MAX,
);

test(
  "a link has no attachment, and an old file is no longer there",
  async () => {
    await schedule([ana], { delivery: "link" });
    await makeReports(undefined, DUE);
    await send();
    const [mail] = mailsTo(ana);
    const fileId = (await runsOf(ana))[0]?.file?.id ?? "";
    expect(mail?.attachments).toEqual([]);
    expect(mail?.text).toContain(`/reports?file=${fileId}`);
    await sql("UPDATE report_file SET ended_at = now() - interval '91 days'");
    await applyRetention();
    expect((await runsOf(ana))[0]).toMatchObject({ state: "made", file: null });
    await expect(serveReportFile(readerOf(ana), { fileId })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  },
  MS_MAX,
);
