"use client";

/**
 * Provides what the lists of the settings share: the toolbar above the table, its head, and a row's
 * button.
 */
import { useTranslations } from "next-intl";
import { Children, type ReactNode, useState } from "react";
import { Button } from "../ui/button";
import { Input } from "../ui/input";

type SearchBarProps = {
  search: { label: string; value: string; onChange: (value: string) => void };
  /** It is the number of rows. */
  count: string;
  /** It leads through the pages of a long list. */
  pages?: ReactNode;
  /** These buttons stand at the right. */
  children: ReactNode;
};

/** Shows the toolbar of a list that can be searched. */
export function SearchBar({ search, count, pages, children }: SearchBarProps) {
  return (
    <div className="flex flex-wrap items-center gap-2 px-edge py-3">
      <Input
        type="search"
        aria-label={search.label}
        placeholder={search.label}
        value={search.value}
        onChange={(event) => search.onChange(event.target.value)}
        className="max-w-60"
      />
      <span className="flex-1 text-sm text-ink-3">{count}</span>
      {pages}
      {children}
    </div>
  );
}

/** Shows the toolbar of a list that is short enough to be read as a whole. */
export function IntroductionBar({ about, children }: { about: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-2 px-edge py-3">
      <div className="min-w-60 flex-1">
        <p className="max-w-[70ch] text-sm text-ink-2">{about}</p>
      </div>
      {children}
    </div>
  );
}

type SettingsTableProps = {
  caption: string;
  columns: readonly { label: string; isHiddenOnPhones?: true }[];
  /** Names the last column, which holds the button of each row. */
  action: string;
  children: ReactNode;
};

/** So many rows are drawn at first: a group has thousands of people and centres. */
const ROWS_FIRST = 200;

export function SettingsTable({ caption, columns, action, children }: SettingsTableProps) {
  const t = useTranslations("ui.rows");
  const rows = Children.toArray(children);
  const [all, setAll] = useState(false);
  return (
    <div className="wide-table">
      <table className="ledger">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ label, isHiddenOnPhones }) => (
              <th
                key={label}
                scope="col"
                className={isHiddenOnPhones === true ? "max-sm:hidden" : undefined}
              >
                {label}
              </th>
            ))}
            <th scope="col">
              <span className="sr-only">{action}</span>
            </th>
          </tr>
        </thead>
        <tbody>{all ? rows : rows.slice(0, ROWS_FIRST)}</tbody>
      </table>
      {!all && rows.length > ROWS_FIRST && (
        <p className="flex flex-wrap items-center gap-3 px-edge py-3 text-sm text-ink-3">
          {t("first", { shown: ROWS_FIRST, count: rows.length })}
          <Button size="small" onClick={() => setAll(true)}>
            {t("all")}
          </Button>
        </p>
      )}
    </div>
  );
}

/** `name` is what a screen reader calls the button, because `label` is the same in every row. */
export function RowAction(props: { label: string; name: string; onPress: () => void }) {
  return (
    <td className="money">
      <Button kind="bare" size="small" aria-label={props.name} onClick={props.onPress}>
        {props.label}
      </Button>
    </td>
  );
}
