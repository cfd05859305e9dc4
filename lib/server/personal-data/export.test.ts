/** The file of a person has everything of theirs, nothing of others, and no secret. */
import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { makeCentre, makeUser, type MadeUser, scopeFor } from "@/lib/testing/arrange";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { inTransaction, sql } from "../db/sql";
import { appendAudit } from "../audit/append";
import { exportDataOf, exportOwnData } from "./export";
import { PERSONAL_TABLES } from "./tables";

beforeAll(testDatabase);

/** They name a person in a row of somebody else; what the person did there is in the trail. */
const IN_ROWS_OF_OTHERS = [
  "counter_pin.set_by_id",
  "invitation.shown_to_id",
  "notice.by_id",
  "sign_in_session.ended_by_id",
];

/** Ids of things. */
const NO_PERSONS = [
  "access_request.id",
  "api_token.id",
  "access_review.review_id",
  "attachment.id",
  "cash_sheet_import.id",
  "cash_sheet_version.import_id",
  "directory_group.id",
  "directory_member.group_id",
  "directory_token.id",
  "ended_session.id",
  "instance.id",
  "invitation_mail.mail_id",
  "last_view.view_id",
  "line_message.attachment_ids",
  "log_forwarder.lease_id",
  "mail.id",
  "note.id",
  "passkey.id",
  "notice.id",
  "notice.mail_id",
  "notice.report_file_id",
  "petty_cash_entry.photo_id",
  "petty_cash_photo.id",
  "push_device.id",
  "push_message.device_id",
  "push_message.id",
  "push_message.notice_ids",
  "replay.id",
  "report_file.id",
  "report_file.mail_id",
  "report_file.run_id",
  "report_recipient.schedule_id",
  "report_run.id",
  "report_run.schedule_id",
  "report_schedule.id",
  "report_schedule.view_id",
  "report_stop.schedule_id",
  "role_rule.id",
  "rule_grant.rule_id",
  "saved_view.id",
  "shared_device.id",
  "sign_in_session.device_id",
  "sign_in_session.id",
  "sign_in_session.mail_id",
  "sync.id",
  "sync_part.sync_id",
  "webhook.id",
  "webhook_delivery.id",
  "webhook_delivery.webhook_id",
];

const PERSONS = [
  "audit_entry.actor_id",
  ...PERSONAL_TABLES.flatMap(({ table, persons }) =>
    (persons.match(/\w+_id|^id/g) ?? []).map((column) => `${table}.${column}`),
  ),
];

describe("a new column can't be forgotten", () => {
  test("every id in the database is of a person, whose file has it, or of a thing", async () => {
    const columns = await asOwner<{ name: string }>(
      `SELECT c.relname || '.' || a.attname AS name
         FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
          AND a.attnum > 0 AND NOT a.attisdropped
          AND (a.atttypid IN ('uuid'::regtype, 'uuid[]'::regtype) OR a.attname = 'person_id')
        ORDER BY 1`,
    );
    const decided = [...PERSONS, ...IN_ROWS_OF_OTHERS, ...NO_PERSONS].toSorted();
    expect(columns.map(({ name }) => name).toSorted()).toEqual(decided);
  });

  test("every foreign key to people is in the file", async () => {
    const keys = await asOwner<{ name: string }>(
      `SELECT k.conrelid::regclass || '.' || a.attname AS name
         FROM pg_constraint k
         JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
        WHERE k.contype = 'f' AND k.confrelid = '"user"'::regclass`,
    );
    expect(keys.length).toBeGreaterThan(10);
    expect(keys.map(({ name }) => name).filter((name) => !PERSONS.includes(name))).toEqual([]);
  });
});

describe("the file", () => {
  let ada: MadeUser;
  let ben: MadeUser;
  let chief: MadeUser;

  beforeAll(async () => {
    const { id: centreId } = await makeCentre();
    const roles = [{ centreId, role: "counter" as const }];
    ada = await makeUser({ name: "Ada", roles, passwordHash: "hash-of-ada" });
    ben = await makeUser({ name: "Ben", roles });
    chief = await makeUser({ name: "Chief" });
    for (const [author, text] of [
      [ada.id, "Seen by the first"],
      [ben.id, "Seen by the second"],
    ]) {
      await sql(
        `INSERT INTO note (centre_id, business_date, id, text, author_id)
         VALUES ($1, '2026-01-01', $2::uuid, $3, $4::uuid)`,
        [centreId, randomUUID(), text, author],
      );
    }
    await inTransaction(async ({ sql: run }) => {
      const differenceMinor = 12_345;
      const after = { differenceMinor };
      await appendAudit(run, { actorId: ada.id, action: "line.explained", centreId, after });
      const before = { userId: ada.id, name: "Ada Before" };
      await appendAudit(run, { actorId: chief.id, action: "user.changed", before });
      await appendAudit(run, {
        actorId: ben.id,
        action: "user.changed",
        after: { userId: ben.id },
      });
    });
  });

  const downloadOf = async (userId: string) => {
    const scope = scopeFor("security:administer", null, chief);
    const response = await exportDataOf(scope, { userId });
    return { response, text: await response.text() };
  };

  test("has what the person wrote, their roles, and entries by and about them", async () => {
    const { response, text } = await downloadOf(ada.id);
    expect(response.headers.get("content-type")).toBe("application/zip");
    for (const part of [
      "Seen by the first",
      ada.email,
      '"counter"',
      "line.explained",
      "Ada Before",
    ])
      expect(text).toContain(part);
    for (const { table } of PERSONAL_TABLES) expect(text).toContain(`${table}.json`);
  });

  test("has nothing of others, no secret, and no figure of a difference", async () => {
    const { text } = await downloadOf(ada.id);
    for (const part of ["Seen by the second", ben.email, ben.id, "hash-of-ada", "12345"])
      expect(text).not.toContain(part);
  });

  test("is noted in the trail, with the one who downloaded it", async () => {
    await downloadOf(ben.id);
    const [entry] = await sql<{ actorId: string; after: unknown }>(
      `SELECT actor_id::text AS "actorId", after FROM audit_entry
        WHERE action = 'user.data-exported' ORDER BY id DESC LIMIT 1`,
    );
    expect(entry).toEqual({ actorId: chief.id, after: { userId: ben.id } });
  });

  test("is for everybody of themselves, but not with a token or by PIN", async () => {
    const own = scopeFor("account:use", null, ada);
    const { actor } = ada;
    expect(await (await exportOwnData(own, { actor })).text()).toContain("Seen by the first");
    const limited = { ...actor, limitedTo: ["account:use" as const] };
    expect(() => exportOwnData(own, { actor: limited })).toThrow("Sign in with your password");
  });

  test("does not exist of nobody", async () => {
    await expect(downloadOf(randomUUID())).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
