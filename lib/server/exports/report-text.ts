import "server-only";

/** Builds the texts of a report beside its figures, in the language of its reader. */
import { formatBusinessDate, formatDateRange, formatInstant } from "@/lib/domain/format";
import {
  FILTER_FIELDS,
  filterQuery,
  type LineFilter,
  NARROWING_FIELDS,
  type NarrowingField,
} from "@/lib/domain/line-filter";
import { NO_REASON, REASONS } from "@/lib/domain/reason";
import { NO_ASSIGNEE } from "@/lib/domain/thread/assignment";
import { BY_RULE, CODE_SEPARATOR, type LabelSet } from "@/lib/domain/report/report";
import type { Group, Grouping } from "@/lib/domain/report/totals";
import { listCentreNames } from "../centres/queries";
import { sql } from "../db/sql";
import type { Reading } from "../line-search/reading";
import { listNodePaths } from "../organisation/chosen-nodes";
import { readReasons } from "../reasons/queries";
import { getTranslations, type Reader, type Translate } from "../language/translations";

export type ReportTexts = {
  t: Translate;
  language: string;
  title: string;
  /** Formats a code by its label; a code without one is shown itself. */
  label(labelSet: LabelSet | undefined, code: string): string;
  group(grouping: Grouping, group: Group): string;
  /** States the filters, how recent the data is, and what of it was never read: a line each. */
  notes: string[];
};

export type FileFacts = { madeAt: Date; reading: Reading };

const NAMES_MAX = 8;

/** Nodes and centres come first, with the dates; a moment comes last, with that of the file. */
const FIRST_OR_LAST: readonly NarrowingField[] = ["nodeIds", "centreIds", "asOf"];
const NOTED_FIELDS = NARROWING_FIELDS.filter((field) => !FIRST_OR_LAST.includes(field));

/** These values have labels in the reader's language; ids are written unchanged. */
const LABEL_SETS: Partial<Record<NarrowingField, LabelSet>> = {
  verdicts: "verdict",
  states: "state",
  reasons: "reason",
};

export async function buildReportTexts(
  filter: LineFilter,
  reader: Reader,
  { madeAt, reading }: FileFacts,
): Promise<ReportTexts> {
  const { language } = reader;
  const t = await getTranslations("report", reader);
  const ui = await getTranslations("ui", reader);
  const reason = await reasonLabels(reader);
  const label = remembered((labelSet, code) => {
    if (labelSet === "reason") return code === NO_REASON ? t("no-reason") : reason(code);
    if (labelSet === "mover") return code === BY_RULE ? t("by-rule") : code;
    if (labelSet === "finding") {
      return code
        .split(CODE_SEPARATOR)
        .map((one) => t(`finding.${one}`))
        .join(CODE_SEPARATOR);
    }
    return labelSet === "tender-kind" ? t(`tender-kind.${code}`) : ui(`${labelSet}.${code}`);
  });
  const printed = await getTranslations("filter.printed", reader);
  const given = filterQuery(filter);
  const assignees = await assigneeNames(filter, t);
  const narrowing = NOTED_FIELDS.flatMap((field) => {
    const values = given[FILTER_FIELDS[field].name];
    if (values === undefined) return [];
    const names = [values]
      .flat()
      .map((value) => assignees.get(value) ?? label(LABEL_SETS[field], value));
    return [printed(field, { names: named(names, t) })];
  });
  const dates = formatDateRange(filter.from, filter.to, language);
  const narrowed = [...(await describeNodes(filter, reader)), ...(await centresIn(filter, t))];
  const asked = [...narrowed, dates, ...narrowing];
  return {
    t,
    language,
    label,
    title: t(filter.differencesOnly ? "title.discrepancies" : "title.reconciliations"),
    group(grouping, { key, name }) {
      if (key === null) return t("no-reason");
      if (grouping === "day") return formatBusinessDate(key, language, "short-year");
      if (grouping === "reason") return label("reason", key);
      return name ?? key;
    },
    notes: [asked.join(" · "), momentIn(filter, reader, madeAt, t), ...describeUnread(reading, t)],
  };
}

/** Nobody may take the figures of a file for complete when days of it were never read. */
export function describeUnread(reading: Reading, t: Translate): string[] {
  const { unreadDays: unread, centreDays: days, unreadCentres } = reading;
  const more = reading.unreadCentreCount - unreadCentres.length;
  if (unread === 0) return [];
  return [t("unread-days", { unread, days, centres: unreadCentres.join(", "), more })];
}

/** A million lines share a few texts, so that each is looked up once. */
function remembered(label: (labelSet: LabelSet, code: string) => string): ReportTexts["label"] {
  const known = new Map<string, string>();
  return (labelSet, code) => {
    if (labelSet === undefined) return code;
    const key = `${labelSet}.${code}`;
    const text = known.get(key) ?? label(labelSet, code);
    known.set(key, text);
    return text;
  };
}

/**
 * The organisation's own labels take precedence over those of the default set; a code without one
 * is shown itself.
 */
async function reasonLabels(reader: Reader): Promise<(code: string) => string> {
  const t = await getTranslations("reason.reasons", reader);
  const { reasons } = await readReasons(sql);
  const labels = new Map(reasons.map(({ code, labels: own }) => [code, own[reader.language]]));
  const known = (code: string) => REASONS.some((reason) => reason === code);
  return (code) => labels.get(code) ?? (known(code) ? t(code) : code);
}

/** Names the nodes of a filter with the path to each, because areas may share a name. */
export async function describeNodes(filter: LineFilter, reader: Reader): Promise<string[]> {
  const { nodeIds, to, asOf } = filter;
  if (nodeIds.length === 0) return [];
  const paths = await listNodePaths(nodeIds, { date: to, asOf });
  const t = await getTranslations("report", reader);
  const printed = await getTranslations("filter.printed", reader);
  return [printed("nodeIds", { names: named(paths, t) })];
}

async function centresIn({ centreIds, nodeIds }: LineFilter, t: Translate): Promise<string[]> {
  if (centreIds.length === 0) return nodeIds.length === 0 ? [t("filters.every-centre")] : [];
  const names = await listCentreNames(centreIds);
  const own = centreIds.map((id) => names.get(id) ?? id);
  return [t("filters.centres", { names: named(own, t) })];
}

/** The names of users by their ids, which no other filter has among its values. */
async function assigneeNames(
  { assigneeIds }: LineFilter,
  t: Translate,
): Promise<Map<string, string>> {
  if (assigneeIds.length === 0) return new Map();
  const rows = await sql<{ id: string; name: string }>(
    `SELECT id::text AS id, name FROM "user" WHERE id::text = ANY ($1::text[])`,
    [assigneeIds],
  );
  const names = rows.map(({ id, name }) => [id, name] as const);
  return new Map([[NO_ASSIGNEE, t("no-assignee")], ...names]);
}

function named(names: readonly string[], t: Translate): string {
  if (names.length <= NAMES_MAX) return names.join(", ");
  const shown = names.slice(0, NAMES_MAX - 1);
  return t("filters.and-more", { names: shown.join(", "), count: names.length - shown.length });
}

function momentIn(
  { asOf }: LineFilter,
  { language, timeZone }: Reader,
  madeAt: Date,
  t: Translate,
): string {
  const at = (iso: string) => formatInstant(iso, language, { timeZone, style: "long" });
  const made = t("made-at", { at: at(madeAt.toISOString()), zone: timeZone });
  return asOf === null ? made : `${t("as-known-at", { at: at(asOf), zone: timeZone })} · ${made}`;
}
