"use client";

/** The search field above a list that the server searches, with its pages. */
import { Input } from "./input";
import { RowPages } from "./row-pages";
import type { Pages } from "./use-pages";

type SearchedRowsProps = {
  /** It names the field. */
  label: string;
  /** So many rows are shown, of so many that match. */
  shown: number;
  count: number;
  pages: Pages;
};

export function SearchedRows({ label, shown, count, pages }: SearchedRowsProps) {
  const { typed, onType } = pages;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2">
      <Input
        type="search"
        aria-label={label}
        placeholder={label}
        value={typed}
        onChange={({ target }) => onType(target.value)}
        className="max-w-60"
      />
      <RowPages {...pages} {...{ shown, count }} />
    </div>
  );
}
