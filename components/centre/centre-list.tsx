"use client";

/** All centres in a table; one is added or changed in a dialog, many with a file. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { centresQuery } from "@/lib/client/centres";
import type { Centre } from "@/lib/contracts/centre";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Input } from "../ui/input";
import { CentreDialog } from "./centre-dialog";
import { CentreImport } from "./centre-import";

type CentreListProps = {
  centres: Centre[];
  /** Of a file of centres, for whoever prepares one. */
  columns: readonly string[];
};

export function CentreList({ centres: initial, columns }: CentreListProps) {
  const t = useTranslations("centre");
  const { data } = useQuery({ ...centresQuery(), initialData: { centres: initial } });
  const [edited, setEdited] = useState<Centre | "new" | null>(null);
  const [importing, setImporting] = useState(false);
  const [search, setSearch] = useState("");
  const shown = matching(data.centres, search);
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 px-edge py-3">
        <Input
          type="search"
          aria-label={t("search")}
          placeholder={t("search")}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          className="max-w-60"
        />
        <span className="flex-1 text-sm text-ink-3">
          {t("count", { count: data.centres.length })}
        </span>
        <Button onClick={() => setImporting(true)}>{t("import")}</Button>
        <Button kind="do" onClick={() => setEdited("new")}>
          {t("add")}
        </Button>
      </div>
      {shown.length === 0 ? (
        <EmptyState
          title={search === "" ? t("none") : t("no-match", { search })}
          hint={search === "" ? t("none-hint") : t("no-match-hint")}
        />
      ) : (
        <table className="ledger">
          <caption className="sr-only">{t("caption")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("name")}</th>
              <th scope="col">{t("id")}</th>
              <th scope="col">{t("currency")}</th>
              <th scope="col" className="max-sm:hidden">
                {t("time-zone")}
              </th>
              <th scope="col" className="max-sm:hidden">
                {t("day-starts-at")}
              </th>
              <th scope="col">
                <span className="sr-only">{t("change")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((centre) => (
              <tr key={centre.id}>
                <th scope="row" className="wrap-anywhere">
                  {centre.name}
                </th>
                <td className="wrap-anywhere">{centre.id}</td>
                <td>{centre.currency}</td>
                <td className="max-sm:hidden">{centre.timeZone}</td>
                <td className="max-sm:hidden">{centre.dayStartsAt}</td>
                <td className="money">
                  <Button
                    kind="bare"
                    size="small"
                    aria-label={t("change-one", { name: centre.name })}
                    onClick={() => setEdited(centre)}
                  >
                    {t("change")}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {edited !== null && <CentreDialog centre={edited} onClose={() => setEdited(null)} />}
      {importing && <CentreImport columns={columns} onClose={() => setImporting(false)} />}
    </>
  );
}

function matching(centres: Centre[], search: string): Centre[] {
  const wanted = search.trim().toLowerCase();
  if (wanted === "") return centres;
  return centres.filter(({ id, name, currency }) =>
    [id, name, currency].some((text) => text.toLowerCase().includes(wanted)),
  );
}
