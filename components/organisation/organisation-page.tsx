"use client";

/** Shows the tree of a date. Dialogs add and change nodes and place centres; a file does both. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { organisationQuery } from "@/lib/client/organisation";
import type { Organisation } from "@/lib/contracts/organisation";
import type { LegalEntityList } from "@/lib/contracts/legal-entity";
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import type { TreeRow } from "@/lib/domain/screen/organisation-rows";
import { SearchBar } from "../settings/settings-list";
import { Button } from "../ui/button";
import { DateInput } from "../ui/date-input";
import { EmptyState } from "../ui/empty-state";
import { Field } from "../ui/field";
import { LegalEntities } from "./legal-entities";
import { NodeDialog } from "./node-dialog";
import { OrganisationImport } from "./organisation-import";
import { OrganisationTree } from "./organisation-tree";
import { CentrePositionDialog } from "./centre-position-dialog";

type OrganisationPageProps = {
  organisation: Organisation;
  entities: LegalEntityList;
  offer: CentreOffer<OfferedCentre>;
  /** An import file has these columns, which the dialog shows. */
  columns: readonly string[];
  entityColumns: readonly string[];
};

export function OrganisationPage({
  organisation: initial,
  entities,
  offer,
  columns,
  entityColumns,
}: OrganisationPageProps) {
  const t = useTranslations("organisation");
  const [date, setDate] = useState(initial.date);
  const { data: organisation = initial } = useQuery({
    ...organisationQuery(date),
    enabled: date !== "",
    placeholderData: keepPreviousData,
    ...(date === initial.date ? { initialData: initial } : {}),
  });
  const [search, setSearch] = useState("");
  const [edited, setEdited] = useState<TreeRow | "new" | null>(null);
  const [importing, setImporting] = useState(false);
  const close = () => setEdited(null);
  const dialog = { organisation, today: initial.date, onClose: close };
  return (
    <>
      <p className="max-w-[70ch] px-edge pt-3 text-sm text-ink-2">{t("about")}</p>
      <SearchBar
        search={{ label: t("search"), value: search, onChange: setSearch }}
        count={t("count", {
          nodes: organisation.nodes.length,
          centres: countPlaced(organisation),
        })}
      >
        <Button onClick={() => setImporting(true)}>{t("import.open")}</Button>
        <Button kind="do" onClick={() => setEdited("new")}>
          {t("add")}
        </Button>
      </SearchBar>
      <div className="px-edge pb-3">
        <Field label={t("as-on")} className="max-w-48">
          {(props) => <DateInput {...props} value={date} onChange={setDate} />}
        </Field>
      </div>
      {organisation.nodes.length === 0 && <EmptyState title={t("none")} hint={t("none-hint")} />}
      <OrganisationTree tree={organisation} search={search} onChoose={setEdited} />
      <LegalEntities list={entities} offer={offer} date={date} columns={entityColumns} />
      {edited === "new" && <NodeDialog {...dialog} node="new" />}
      {edited !== null && edited !== "new" && edited.kind !== "centre" && (
        <NodeDialog {...dialog} node={{ ...edited, kind: edited.kind }} />
      )}
      {edited !== null && edited !== "new" && edited.kind === "centre" && (
        <CentrePositionDialog {...dialog} centre={edited} />
      )}
      {importing && (
        <OrganisationImport
          columns={columns}
          organisation={organisation}
          onClose={() => setImporting(false)}
        />
      )}
    </>
  );
}

function countPlaced({ nodes, centres, outside }: Organisation): number {
  if (outside === undefined) return centres.filter(({ nodeId }) => nodeId !== null).length;
  return nodes.reduce((sum, node) => sum + (node.centres ?? 0), 0);
}
