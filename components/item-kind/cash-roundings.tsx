"use client";

/** Lists to which coin cash payments are rounded, and changes one rule in a dialog. */
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { cashRoundingsQuery } from "@/lib/client/item-kinds";
import type { CashRoundingList, CashRoundingRow } from "@/lib/contracts/cash-rounding";
import { formatBusinessDate, formatMoney } from "@/lib/domain/format";
import { firstOfEach } from "@/lib/domain/group-by";
import { RowAction, SettingsTable } from "../settings/settings-list";
import { Button } from "../ui/button";
import { CashRoundingDialog, EVERY_CENTRE, type RoundingDraft } from "./cash-rounding-dialog";

type CashRoundingsProps = {
  list: CashRoundingList;
  offer: CentreOffer<OfferedCentre>;
  today: string;
  mayChange: boolean;
};

export function CashRoundings({ list, offer, today, mayChange }: CashRoundingsProps) {
  const t = useTranslations("item-kind.rounding");
  const { data } = useQuery({ ...cashRoundingsQuery(), initialData: list });
  const [edited, setEdited] = useState<RoundingDraft | null>(null);
  // The list has every version, the latest of a rule first.
  const latest = firstOfEach(
    data.roundings,
    (rounding) => `${rounding.scopeId} ${rounding.currency}`,
  );
  const currency = offer.centres[0]?.currency ?? "EUR";
  const unchanged = { scopeId: EVERY_CENTRE, currency, stepMinor: null, validFrom: today };
  return (
    <section aria-labelledby="cash-rounding" className="pt-6">
      <div className="flex flex-wrap items-end gap-2 px-edge pb-3">
        <div className="min-w-60 flex-1">
          <h2 id="cash-rounding">{t("title")}</h2>
          <p className="max-w-[70ch] text-sm text-ink-2">{t("about")}</p>
        </div>
        {mayChange && offer.count > 0 && (
          <Button onClick={() => setEdited(unchanged)}>{t("add")}</Button>
        )}
      </div>
      {latest.length === 0 ? (
        <p className="px-edge pb-6 text-ink-2">{t("none")}</p>
      ) : (
        <SettingsTable
          caption={t("title")}
          columns={[
            { label: t("applies-to") },
            { label: t("step") },
            { label: t("since"), isHiddenOnPhones: true },
            { label: t("by"), isHiddenOnPhones: true },
          ]}
          action={t("change")}
        >
          {latest.map((rounding) => (
            <RoundingRow
              key={`${rounding.scopeId} ${rounding.currency}`}
              rounding={rounding}
              onEdit={mayChange ? () => setEdited({ ...rounding, validFrom: today }) : null}
            />
          ))}
        </SettingsTable>
      )}
      {edited !== null && (
        <CashRoundingDialog
          draft={edited}
          roundings={latest}
          offer={offer}
          onChange={setEdited}
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  );
}

type RoundingRowProps = { rounding: CashRoundingRow; onEdit: (() => void) | null };

function RoundingRow({ rounding, onEdit }: RoundingRowProps) {
  const t = useTranslations("item-kind.rounding");
  const language = useLocale();
  const { scopeId, scopeName, currency, stepMinor, validFrom, createdBy } = rounding;
  const name = scopeId === EVERY_CENTRE ? t("every-centre", { currency }) : (scopeName ?? scopeId);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        {stepMinor === null ? (
          <i className="text-ink-2">{t("not-rounded")}</i>
        ) : (
          `${formatMoney(stepMinor, currency, language)} ${currency}`
        )}
      </td>
      <td className="max-sm:hidden">{formatBusinessDate(validFrom, language, "range-part")}</td>
      <td className="max-sm:hidden">{createdBy ?? t("nobody")}</td>
      {onEdit === null ? (
        <td />
      ) : (
        <RowAction label={t("change")} name={t("change-one", { name })} onPress={onEdit} />
      )}
    </tr>
  );
}
