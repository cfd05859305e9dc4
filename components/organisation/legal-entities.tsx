"use client";

/** Lists the legal entities with the number of their centres, and changes both in dialogs. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { legalEntitiesQuery } from "@/lib/client/legal-entities";
import type { LegalEntity, LegalEntityList } from "@/lib/contracts/legal-entity";
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import { IntroductionBar, RowAction, SettingsTable } from "../settings/settings-list";
import { Button } from "../ui/button";
import { AssignCentresDialog } from "./assign-centres-dialog";
import { EntitiesImport } from "./entities-import";
import { LegalEntityDialog } from "./legal-entity-dialog";

type LegalEntitiesProps = {
  list: LegalEntityList;
  offer: CentreOffer<OfferedCentre>;
  /** The date of the tree above. */
  date: string;
  /** An import file has these columns. */
  columns: readonly string[];
};

type ListedEntity = LegalEntityList["entities"][number];

export function LegalEntities({ list: initial, offer, date, columns }: LegalEntitiesProps) {
  const t = useTranslations("organisation.entities");
  const { data: list = initial } = useQuery({
    ...legalEntitiesQuery(date),
    enabled: date !== "",
    placeholderData: keepPreviousData,
    ...(date === initial.date ? { initialData: initial } : {}),
  });
  const [edited, setEdited] = useState<LegalEntity | "new" | null>(null);
  const [assigning, setAssigning] = useState(false);
  const [importing, setImporting] = useState(false);
  const countOf = ({ id, centres }: ListedEntity) =>
    centres ?? list.centres.filter((centre) => centre.entityId === id).length;
  return (
    <section aria-labelledby="entities" className="border-t border-rule-strong pt-4">
      <h2 id="entities" className="px-edge">
        {t("title")}
      </h2>
      <IntroductionBar about={t("about")}>
        <Button onClick={() => setImporting(true)}>{t("import.open")}</Button>
        {list.entities.length > 0 && (
          <Button onClick={() => setAssigning(true)}>{t("assign")}</Button>
        )}
        <Button onClick={() => setEdited("new")}>{t("add")}</Button>
      </IntroductionBar>
      {list.entities.length > 0 && (
        <SettingsTable
          caption={t("title")}
          columns={[
            { label: t("name") },
            { label: t("tax-id"), isHiddenOnPhones: true },
            { label: t("country"), isHiddenOnPhones: true },
            { label: t("currency"), isHiddenOnPhones: true },
            { label: t("centres") },
          ]}
          action={t("change")}
        >
          {list.entities.map((entity) => (
            <tr key={entity.id}>
              <th scope="row" className="wrap-anywhere">
                {entity.name}
                <span className="block text-xs text-ink-3">{entity.id}</span>
              </th>
              <td className="max-sm:hidden">{entity.taxId}</td>
              <td className="max-sm:hidden">{entity.country}</td>
              <td className="max-sm:hidden">{entity.currency}</td>
              <td>{countOf(entity)}</td>
              <RowAction
                label={t("change")}
                name={t("change-one", { name: entity.name })}
                onPress={() => setEdited(entity)}
              />
            </tr>
          ))}
        </SettingsTable>
      )}
      {edited !== null && <LegalEntityDialog entity={edited} onClose={() => setEdited(null)} />}
      {importing && <EntitiesImport columns={columns} onClose={() => setImporting(false)} />}
      {assigning && (
        <AssignCentresDialog
          entities={list.entities}
          offer={offer}
          today={initial.date}
          onClose={() => setAssigning(false)}
        />
      )}
    </section>
  );
}
