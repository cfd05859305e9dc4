"use client";

/**
 * Lists the centres in a table. A dialog adds or changes one of them, and a file adds or changes
 * many.
 */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { listedCentresQuery } from "@/lib/client/centres";
import { entityNamesQuery } from "@/lib/client/legal-entities";
import type { Centre, FoundCentres } from "@/lib/contracts/centre";
import { RowAction, SearchBar, SettingsTable } from "../settings/settings-list";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { TYPING_MS, useDebouncedValue } from "../ui/use-debounced-value";
import { CentreDialog } from "./centre-dialog";
import { KnownCentresDialog } from "./known-centres";
import { CentreImport } from "./centre-import";

type CentreListProps = {
  /** All of them, or the first of many. */
  initial: FoundCentres;
  /** An import file has these columns, which the dialog shows. */
  columns: readonly string[];
  hasEntities: boolean;
  /** The name of the legal entity to which a centre belongs today, of those in `initial`. */
  entityOf: Readonly<Record<string, string>>;
};

export function CentreList({ initial, columns, hasEntities, entityOf: first }: CentreListProps) {
  const t = useTranslations("centre");
  const [edited, setEdited] = useState<Centre | "new" | null>(null);
  const [choosing, setChoosing] = useState(false);
  const [importing, setImporting] = useState(false);
  const [search, setSearch] = useState("");
  const { data: whole } = useQuery({ ...listedCentresQuery(""), initialData: initial });
  const isLarge = whole.count > whole.centres.length;
  const text = useDebouncedValue(isLarge ? search.trim() : "", TYPING_MS);
  const { data = whole } = useQuery({ ...listedCentresQuery(text), enabled: text !== "" });
  const found = data.centres.map(({ id }) => id).filter((id) => !Object.hasOwn(first, id));
  const { data: others } = useQuery({
    ...entityNamesQuery(found),
    enabled: hasEntities && isLarge && found.length > 0,
  });
  const entityOf = others === undefined ? first : { ...first, ...Object.fromEntries(others) };
  const shown = isLarge ? data.centres : matching(data.centres, entityOf, search);
  return (
    <>
      <SearchBar
        search={{ label: t("search"), value: search, onChange: setSearch }}
        count={t("count", { count: data.count })}
      >
        <Button onClick={() => setChoosing(true)}>{t("known.open")}</Button>
        <Button onClick={() => setImporting(true)}>{t("import")}</Button>
        <Button kind="do" onClick={() => setEdited("new")}>
          {t("add")}
        </Button>
      </SearchBar>
      {shown.length === 0 ? (
        <EmptyState
          title={search === "" ? t("none") : t("no-match", { search })}
          hint={search === "" ? t("none-hint") : t("no-match-hint")}
        />
      ) : (
        <SettingsTable
          caption={t("caption")}
          columns={[
            { label: t("name") },
            { label: t("id") },
            { label: t("currency") },
            ...(hasEntities ? [{ label: t("entity"), isHiddenOnPhones: true as const }] : []),
            { label: t("time-zone"), isHiddenOnPhones: true },
            { label: t("day-starts-at"), isHiddenOnPhones: true },
          ]}
          action={t("change")}
        >
          {shown.map((centre) => (
            <tr key={centre.id}>
              <th scope="row" className="wrap-anywhere">
                {centre.name}
              </th>
              <td className="wrap-anywhere">{centre.id}</td>
              <td>{centre.currency}</td>
              {hasEntities && (
                <td className="wrap-anywhere max-sm:hidden">{entityOf[centre.id]}</td>
              )}
              <td className="max-sm:hidden">{centre.timeZone}</td>
              <td className="max-sm:hidden">{centre.dayStartsAt}</td>
              <RowAction
                label={t("change")}
                name={t("change-one", { name: centre.name })}
                onPress={() => setEdited(centre)}
              />
            </tr>
          ))}
        </SettingsTable>
      )}
      {data.count > data.centres.length && (
        <p className="px-edge py-3 text-sm text-ink-3">
          {t("first", { shown: data.centres.length, count: data.count })}
        </p>
      )}
      {edited !== null && <CentreDialog centre={edited} onClose={() => setEdited(null)} />}
      {choosing && <KnownCentresDialog onClose={() => setChoosing(false)} />}
      {importing && <CentreImport columns={columns} onClose={() => setImporting(false)} />}
    </>
  );
}

function matching(
  centres: Centre[],
  entityOf: CentreListProps["entityOf"],
  search: string,
): Centre[] {
  const wanted = search.trim().toLowerCase();
  if (wanted === "") return centres;
  return centres.filter(({ id, name, currency }) =>
    [id, name, currency, entityOf[id] ?? ""].some((text) => text.toLowerCase().includes(wanted)),
  );
}
