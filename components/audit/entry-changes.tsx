"use client";

/**
 * Shows the values before and after, field by field. Unchanged fields are grey; money is formatted
 * as money.
 */
import { useLocale, useTranslations } from "next-intl";
import { type Change, listChanges, type Leaf } from "@/lib/domain/audit/diff";
import { formatMoney } from "@/lib/domain/format";
import { classNames } from "../ui/class-names";
import { useFieldText } from "./field-text";

type EntryChangesProps = { before: unknown; after: unknown; currency: string | null };

const SHOWN_MAX = 200;
/** It is a grid within the ledger's table, whose cells are of another kind. */
const CELL =
  "h-auto border-b border-rule bg-transparent py-1 pr-4 pl-0 text-left align-top font-normal " +
  "break-words whitespace-normal";

export function EntryChanges({ before, after, currency }: EntryChangesProps) {
  const t = useTranslations("audit.changes");
  const nameOf = useFieldText();
  const changes = listChanges(before, after);
  const shown = changes.slice(0, SHOWN_MAX);
  if (changes.length === 0) return <p className="text-sm text-ink-2">{t("none")}</p>;
  return (
    <div className="min-w-0">
      <table className="w-full table-fixed border-separate border-spacing-0 text-sm">
        <caption className="sr-only">{t("caption")}</caption>
        <thead>
          <tr className="text-xs text-ink-2">
            {(["field", "before", "after"] as const).map((name) => (
              <th
                key={name}
                scope="col"
                className={classNames(CELL, "border-rule-strong! font-medium!")}
              >
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((change) => (
            <tr key={change.path}>
              <th
                scope="row"
                className={classNames(CELL, "text-xs leading-5 text-ink-2")}
                title={change.path}
              >
                {change.path === "" ? t("value") : nameOf(change.path)}
              </th>
              <Side change={change} value={change.before} currency={currency} />
              <Side change={change} value={change.after} currency={currency} isAfter />
            </tr>
          ))}
        </tbody>
      </table>
      {changes.length > shown.length && (
        <p className="pt-2 text-xs text-ink-3">
          {t("more", { count: changes.length - shown.length })}
        </p>
      )}
    </div>
  );
}

type SideProps = { change: Change; value: Leaf; currency: string | null; isAfter?: true };

function Side({ change: { kind, path }, value, currency, isAfter }: SideProps) {
  const t = useTranslations("audit.changes");
  const language = useLocale();
  const isNews = isAfter === true && kind !== "same" && kind !== "removed";
  if (value === undefined || value === null || value === "") {
    const placeholder = t(value === undefined ? "absent" : value === null ? "null" : "empty");
    return <td className={classNames(CELL, "text-ink-3 italic")}>{placeholder}</td>;
  }
  const isMoney = typeof value === "number" && currency !== null && path.endsWith("Minor");
  const text = isMoney
    ? `${formatMoney(value, currency, language)} ${currency}`
    : typeof value === "boolean"
      ? t(value ? "true" : "false")
      : String(value);
  return (
    <td
      className={classNames(
        CELL,
        "whitespace-pre-wrap!",
        kind === "same" && "text-ink-3",
        isNews && "font-medium!",
      )}
    >
      {text}
    </td>
  );
}
