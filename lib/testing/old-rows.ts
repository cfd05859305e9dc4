/**
 * For each kind of data that is deleted after some days: an old row that goes, and old or new ones
 * that stay, as plain SQL with an id and a person.
 */
import type { RetentionKind } from "../domain/retention";

type OldRows = { kind: RetentionKind; table: string; insert: string; stays: readonly string[] };

const OLD = "now() - interval '4000 days'";

const session = (at: string) =>
  `INSERT INTO sign_in_session (id, user_id, factors, started_at, seen_at)
   VALUES ($1::uuid, $2::uuid, '{password}', ${at}, ${at})`;
const counted = (day: string, noted: number) =>
  `INSERT INTO security_count (day, kind, person_id, address, events, noted_events, first_at,
     last_at)
   VALUES ('${day}', 'sign-in-succeeded', $2::uuid::text, $1::uuid::text, 3, ${noted}, ${OLD},
     ${OLD})`;
const token = (at: string) =>
  `INSERT INTO api_token (id, user_id, name, token_hash, permissions, last_used_at, last_used_from)
   VALUES ($1::uuid, $2::uuid, 'Script', $1::uuid::text, '{}', ${at}, '192.0.2.1')`;
const link = (usedAt: string, shownTo: string, expiresAt = OLD) =>
  `INSERT INTO invitation (token_hash, user_id, shown_to_id, expires_at, used_at, created_at)
   VALUES ($1::uuid::text, $2::uuid, ${shownTo}, ${expiresAt}, ${usedAt}, ${OLD})`;
const request = (outcome: string, decidedAt: string) =>
  `INSERT INTO access_request (id, user_id, kind, requested_by_id, requested_at, decided_at,
     outcome, decided_by_id)
   VALUES ($1::uuid, $2::uuid, 'erasure', $2::uuid, ${OLD}, ${decidedAt}, ${outcome},
     CASE WHEN ${outcome} IS NOT NULL THEN $2::uuid END)`;
const notice = (at: string, date = "NULL") =>
  `INSERT INTO notice (id, user_id, kind, fact, centre_id, business_date, wants_mail, made_at)
   VALUES ($1::uuid, $2::uuid, 'changed', $1::uuid::text, '101', ${date}, false, ${at})`;
const mail = (state: string, endedAt: string) =>
  `INSERT INTO mail (id, user_id, state, ended_at, created_at, address)
   VALUES ($1::uuid, $2::uuid, '${state}', ${endedAt}, ${OLD}, 'ada@example.test')`;
/** Beside the mail, the new notification that it was about. */
const mailOfNotice = `WITH made AS (${mail("sent", OLD)} RETURNING id, user_id)
  INSERT INTO notice (id, user_id, kind, fact, wants_mail, mail_id)
  SELECT gen_random_uuid(), user_id, 'changed', id::text, true, id FROM made`;
const reportFile = (endedAt: string) =>
  `WITH schedule AS (
     INSERT INTO report_schedule (id, name, author_id, view_id, page, format, period, cadence,
       at_time, centre_id, delivery, language)
     VALUES ($1::uuid, 'Weekly', $2::uuid, $1::uuid, 'reconciliations', 'csv', 'yesterday', 'daily',
       '08:00', '101', 'link', 'en') RETURNING id),
   run AS (
     INSERT INTO report_run (id, schedule_id, occurrence, due_at, name, page, format, delivery,
       language, time_zone)
     SELECT id, id, '2015-01-01', ${OLD}, 'Weekly', 'reconciliations', 'csv', 'link', 'en', 'UTC'
       FROM schedule RETURNING id)
   INSERT INTO report_file (id, run_id, user_id, state, ended_at, sha256, file_name, bytes,
     content_type, delivery)
   SELECT id, id, $2::uuid, 'made', ${endedAt}, 'hash', 'weekly.csv', 1, 'text/csv', 'link'
     FROM run`;
const delivery = (state: string, endedAt: string) =>
  `WITH webhook AS (
     INSERT INTO webhook (id, name, url, events, centre_ids, secret, after_cursor, created_by_id)
     VALUES ($1::uuid, 'One', 'https://hooks.example.test', '{}', '{}', 'sealed', '', $2::uuid)
     RETURNING id)
   INSERT INTO webhook_delivery (id, webhook_id, event, body, state, give_up_at, ended_at)
   SELECT id, id, 'test', '{}', '${state}', ${OLD}, ${endedAt} FROM webhook`;
const reading = (state: string, finishedAt: string) =>
  `INSERT INTO sync (id, state, requested_by_id, created_at, finished_at)
   VALUES ($1::uuid, '${state}', $2::uuid, ${OLD}, ${finishedAt})`;
const replay = (state: string, finishedAt: string) =>
  `INSERT INTO replay (id, kind, state, map_hash, total, result, requested_by_id, finished_at)
   VALUES ($1::uuid, 'preview', '${state}', 'hash', 0, '{}', $2::uuid, ${finishedAt})`;

/** The first version goes, and the one that superseded it stays. */
const versions = `INSERT INTO cash_sheet_version (centre_id, business_date, version, hash, payload,
    sheet, field_map_hash, fetched_at)
  SELECT $1::uuid::text, '2015-01-01', number, repeat('0', 64), '{}', '{}', repeat('0', 64),
         ${OLD} + make_interval(hours => number)
    FROM generate_series(1, 2) AS number WHERE $2::uuid IS NOT NULL`;

/** The notice of an open day is there as long as the day is open. */
const openDay = `WITH day AS (
    INSERT INTO reconciliation (centre_id, business_date, currency, sheet_version, expected_minor,
      counted_minor, short_minor, over_minor, uncounted_minor, unexpected_minor, matched_lines,
      within_tolerance_lines, short_lines, over_lines, uncounted_lines, unexpected_lines, revision)
    VALUES ('101', '2015-01-01', 'EUR', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1))
  ${notice(OLD, "'2015-01-01'")}`;

export const OLD_ROWS: readonly OldRows[] = [
  { kind: "sessions", table: "sign_in_session", insert: session(OLD), stays: [session("now()")] },
  {
    kind: "security-counts",
    table: "security_count",
    insert: counted("2015-01-01", 3),
    stays: [counted("2099-01-01", 3)],
  },
  { kind: "token-addresses", table: "api_token", insert: token(OLD), stays: [token("now()")] },
  {
    kind: "links",
    table: "invitation",
    insert: link("NULL", "$2::uuid"),
    stays: [link(OLD, "$2::uuid"), link("NULL", "NULL", "now()"), link("now()", "NULL")],
  },
  {
    kind: "requests",
    table: "access_request",
    insert: request("'confirmed'", OLD),
    stays: [request("NULL", "NULL"), request("'refused'", "now()")],
  },
  { kind: "notices", table: "notice", insert: notice(OLD), stays: [notice("now()"), openDay] },
  {
    kind: "mails",
    table: "mail",
    insert: mailOfNotice,
    stays: [mail("queued", "NULL"), mail("sent", "now()")],
  },
  {
    kind: "report-files",
    table: "report_file",
    insert: reportFile(OLD),
    stays: [reportFile("now()")],
  },
  {
    kind: "deliveries",
    table: "webhook_delivery",
    insert: delivery("delivered", OLD),
    stays: [delivery("pending", "NULL"), delivery("failed", "now()")],
  },
  {
    kind: "readings",
    table: "sync",
    insert: reading("done", OLD),
    stays: [reading("running", "NULL")],
  },
  {
    kind: "replays",
    table: "replay",
    insert: replay("done", OLD),
    stays: [replay("pending", "NULL")],
  },
  {
    kind: "superseded-sheets",
    table: "cash_sheet_version",
    insert: versions,
    stays: [],
  },
];
