"use client";

/**
 * Lists PINs: of everyone who counts in a chosen centre for administrators, or the reader's own in
 * each of their centres. A PIN is never shown; it can only be replaced.
 */
import { CentreSelect } from "../centre/centre-select";
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { pinsQuery } from "@/lib/client/devices";
import type { PinState } from "@/lib/contracts/device";
import { RowAction, SettingsTable } from "../settings/settings-list";
import { Instant } from "../ui/instant";
import { ProblemNotice } from "../ui/problem-notice";
import { PinDialog } from "./pin-dialog";

type PinListProps = {
  title: string;
  /** An administrator chooses one of these; null lists the reader's own PINs. */
  offer: CentreOffer<OfferedCentre> | null;
  initial: PinState[];
};

export function PinList({ title, offer, initial }: PinListProps) {
  const t = useTranslations("device");
  const isOwn = offer === null;
  const [centreId, setCentreId] = useState(offer?.centres[0]?.id ?? "");
  const query = pinsQuery(isOwn ? null : centreId);
  const { data: pins = initial, error } = useQuery(query);
  const [chosen, setChosen] = useState<PinState | null>(null);
  return (
    <section aria-label={title} className="pt-4">
      <div className="flex flex-wrap items-end gap-4 px-edge py-3">
        <div className="min-w-60 flex-1">
          <h2>{title}</h2>
          <p className="max-w-[70ch] text-sm text-ink-2">{t(isOwn ? "own-hint" : "pins-hint")}</p>
        </div>
        {offer !== null && (
          <CentreSelect label={t("centre")} offer={offer} value={centreId} onChange={setCentreId} />
        )}
      </div>
      <ProblemNotice error={error} />
      <SettingsTable
        caption={title}
        columns={[
          { label: t(isOwn ? "centre" : "person") },
          { label: t("pin") },
          { label: t("set-at"), isHiddenOnPhones: true },
        ]}
        action={t("set")}
      >
        {pins.map((pin) => {
          const name = isOwn ? pin.centreName : pin.name;
          return (
            <tr key={`${pin.centreId} ${pin.userId}`}>
              <th scope="row">{name}</th>
              <td>{t(`states.${pin.state}`)}</td>
              <td className="max-sm:hidden">{pin.setAt !== null && <Instant iso={pin.setAt} />}</td>
              <RowAction
                label={t("set")}
                name={t("set-one", { name })}
                onPress={() => setChosen(pin)}
              />
            </tr>
          );
        })}
      </SettingsTable>
      {pins.length === 0 && <p className="px-edge py-3 text-ink-2">{t("no-people")}</p>}
      {chosen !== null && <PinDialog pin={chosen} isOwn={isOwn} onClose={() => setChosen(null)} />}
    </section>
  );
}
