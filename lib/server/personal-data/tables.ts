import "server-only";

/**
 * Lists every column of the database that refers to a person, and what of its rows belongs to the
 * file of what is stored of that person. A test compares it with the catalog of the database, so
 * that a new table is decided on before it ships.
 */
export type PersonalTable = {
  table: string;
  /** A row is of the person when one of these columns has their id. It is SQL. */
  persons: string;
  /** What the file has of a row, in SQL. Secrets, and what is expected of a till, are left out. */
  columns: string;
};

const LINE = "centre_id, business_date, shift_id, till_id, tender_id";
const TILL = "centre_id, business_date, shift_id, till_id";

const GRANT = "role, granted_at, granted_by_id, confirmed_by_id, way";

const of = (table: string, persons: string, columns: string): PersonalTable => ({
  table,
  persons,
  columns,
});

const ACCOUNT: readonly PersonalTable[] = [
  of(
    "user",
    "id",
    "id, email, name, language, created_at, disabled_at, ends_on, administrator_until",
  ),
  of("person_key", "user_id", "user_id"),
  of("personal_value", "user_id", "reference, value"),
  of("external_account", "user_id", "provider, issuer, subject, linked_at, last_used_at"),
  of("user_activity", "user_id", "signed_in_at, used_at"),
  of("membership", "user_id, granted_by_id, confirmed_by_id", `user_id, centre_id, ${GRANT}`),
  of("node_membership", "user_id, granted_by_id, confirmed_by_id", `user_id, node_id, ${GRANT}`),
  of("rule_grant", "user_id", "rule_id, granted_at, lapses_at"),
  of(
    "directory_user",
    "user_id",
    "user_name, external_id, display_name, given_name, family_name, deactivated_at, deleted_at, " +
      "modified_at",
  ),
  of("directory_member", "user_id", "group_id"),
  of(
    "directory_token",
    "requested_by_id, confirmed_by_id",
    "name, requested_at, confirmed_at, last_used_at, revoked_at",
  ),
  of(
    "role_rule",
    "requested_by_id, confirmed_by_id",
    "provider, group_name, role, centre_id, node_id, requested_at, confirmed_at",
  ),
  of(
    "access_review",
    "user_id, reviewed_by_id",
    "user_id, scope_id, role, decision, note, reviewed_by_id, reviewed_at",
  ),
  of("invitation", "user_id", "created_at, expires_at, used_at"),
  of(
    "access_request",
    "user_id, requested_by_id, decided_by_id",
    "user_id, kind, role, centre_id, node_id, requested_by_id, requested_at, decided_by_id, " +
      "decided_at, outcome",
  ),
  of(
    "api_token",
    "user_id",
    "name, permissions, networks, created_at, expires_at, last_used_at, last_used_from, revoked_at",
  ),
  of("shared_device", "allowed_by_id", "centre_id, name, allowed_at, last_used_at, revoked_at"),
  of("counter_pin", "user_id", "centre_id, set_by_id, set_at"),
  of(
    "sign_in_session",
    "user_id",
    "browser, system, address, factors, issuer, acr, amr, started_at, seen_at, verified_at, ended_at, ended_by_id",
  ),
  of("totp_factor", "user_id", "created_at, confirmed_at"),
  of("passkey", "user_id", "name, transports, is_synced, is_backed_up, created_at, last_used_at"),
  of("recovery_code", "user_id", "used_at"),
  of(
    "security_count",
    "nullif(person_id, '')::uuid",
    "day, kind, address, events, first_at, last_at",
  ),
  of("security_event", "person_id::uuid", "at, kind, details"),
  of("saved_view", "user_id", "page, name, query, shared, created_at, changed_at"),
  of("last_view", "user_id", "page, view_id, used_at"),
  of("idempotency_key", "user_id", "status, created_at"),
];

const MESSAGES: readonly PersonalTable[] = [
  of("notice", "user_id", "kind, centre_id, business_date, made_at, read_at, pushed_at"),
  of("notice_settings", "user_id", "language, time_zone, quiet_from, quiet_to, changed_at"),
  of("alert_subscription", "user_id", "kind, mail, at_time, amount_minor, currency, since"),
  of("push_device", "user_id", "agent, language, added_at"),
  of("mail", "user_id", "state, address, created_at, submitted_at, ended_at"),
  of("invitation_mail", "invited_by_id", "mail_id"),
  of("report_schedule", "author_id", "name, page, format, period, cadence, created_at, removed_at"),
  of("report_recipient", "user_id", "schedule_id"),
  of("report_stop", "user_id", "schedule_id, stopped_at"),
  of("report_run", "started_by_id", 'name, page, format, "from", "to", created_at'),
  of("report_file", "user_id", "state, reason, file_name, bytes, ended_at, dropped_at"),
];

const COUNTS: readonly PersonalTable[] = [
  of("till_count", "counted_by_id", `${LINE}, version, counted_minor, source, seconds, counted_at`),
  of("opening_count", "counted_by_id", `${TILL}, version, counted_minor, counted_at`),
  of("spot_count", "counted_by_id", `${TILL}, number, counted_minor, counted_at`),
  of("hand_over", "given_by_id", `${TILL}, number, given_minor, text, given_at`),
  of("take_over", "taken_by_id", `${TILL}, number, taken_minor, text, confirmed_by, taken_at`),
  of("recount_request", "requested_by_id", `${LINE}, number, text, requested_at`),
];

const SIGNED: readonly PersonalTable[] = [
  of("note", "author_id", `${LINE}, text, created_at`),
  of("attachment", "author_id", `${LINE}, file_name, content_type, bytes, sha256, created_at`),
  of("explanation", "author_id", `${LINE}, version, kind, reason, text, created_at`),
  of("line_assignment", "assignee_id, assigned_by_id", `${LINE}, version, due_on, assigned_at`),
  of("line_message", "author_id", `${LINE}, number, kind, text, written_at`),
  of("line_mention", "user_id", `${LINE}, number`),
  of("thread_reading", "user_id", `${LINE}, number, read_at`),
  of(
    "move",
    "actor_id",
    "centre_id, business_date, number, move, from_state, to_state, text, moved_at",
  ),
  of("closed_period", "actor_id", 'centre_id, number, action, "from", "to", text, acted_at'),
  of("journal_batch", "posted_by_id", 'entity_id, number, "from", "to", posted_at'),
  of(
    "petty_cash_entry",
    "paid_by_id, recorded_by_id",
    "centre_id, number, kind, business_date, amount_minor, reference, supplier, text, recorded_at",
  ),
  of("petty_cash_approval", "approved_by_id", "centre_id, entry_number, approved_at"),
  of(
    "petty_cash_photo",
    "author_id",
    "centre_id, file_name, content_type, bytes, sha256, created_at",
  ),
  of("petty_cash_count", "counted_by_id", "centre_id, number, business_date, counted_at"),
  of("petty_cash_closing", "closed_by_id", 'centre_id, number, "to", closed_at'),
];

/** Settings and imports: what was changed, and when. */
const CHANGES: readonly PersonalTable[] = [
  of("centre_setting", "created_by_id", "scope_id, name, version, created_at"),
  of("node_position", "created_by_id", "node_id, valid_from, version, created_at"),
  of("centre_position", "created_by_id", "centre_id, valid_from, version, created_at"),
  of("centre_entity", "created_by_id", "centre_id, valid_from, version, created_at"),
  of("agreed_float", "created_by_id", "centre_id, till_id, version, valid_from, created_at"),
  of("item_kind", "created_by_id", "source, item, version, valid_from, created_at"),
  of("cash_rounding", "created_by_id", "centre_id, currency, version, valid_from, created_at"),
  of("tolerance_rule", "created_by_id", "centre_id, tender_id, currency, version, created_at"),
  of("quiet_rule", "created_by_id", "centre_id, version, valid_from, created_at"),
  of("journal_account_rule", "created_by_id", "scope_id, purpose, selector, version, created_at"),
  of("journal_format_version", "saved_by_id", "entity_id, version, saved_at"),
  of("petty_cash_fund", "created_by_id", "centre_id, version, created_at"),
  of("cash_sheet_import", "imported_by_id", "file_name, imported_at"),
  of("field_map_version", "saved_by_id", "version, note, saved_at"),
  of("cashrec_credentials", "set_by_id", "host, set_at"),
  of("replay", "requested_by_id", "kind, state, created_at, finished_at"),
  of("sync", "requested_by_id", "state, created_at, finished_at"),
  of("webhook", "created_by_id", "name, url, created_at, stopped_at"),
];

/** The trail is read by a statement of its own, because the content of entries names people. */
export const AUDIT_TABLE = "audit_entry";

export const PERSONAL_TABLES: readonly PersonalTable[] = [
  ...ACCOUNT,
  ...MESSAGES,
  ...COUNTS,
  ...SIGNED,
  ...CHANGES,
];
