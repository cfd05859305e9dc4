"use client";

/**
 * Sets how centres count: all of them and one of them, how blind and how often again, the floats,
 * and the pieces of a currency.
 */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { countingQuery, denominationsQuery, floatsQuery } from "@/lib/client/count-settings";
import type { Centre } from "@/lib/contracts/centre";
import type { CountingOfAll } from "@/lib/contracts/counting";
import { CentreSelect } from "../centre/centre-select";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { BlindForm } from "./blind-form";
import { CashLimitSection } from "./cash-limit-form";
import { CountingInAllCentres } from "./counting-of-all";
import { DenominationEditor } from "./denomination-editor";
import { FloatList } from "./float-list";

type CountingCentre = Pick<Centre, "id" | "name" | "currency"> & { today: string };

type CountSettingsProps = { centres: CountingCentre[]; all: CountingOfAll };

export function CountSettings({ centres, all }: CountSettingsProps) {
  const t = useTranslations("counting");
  const [centreId, setCentreId] = useState(centres[0]?.id ?? "");
  const centre = centres.find(({ id }) => id === centreId);
  if (centre === undefined)
    return <EmptyState title={t("no-centres")} hint={t("no-centres-hint")} />;
  return (
    <div className="grid max-w-[976px] grid-cols-1 gap-8 px-edge py-5">
      <CountingInAllCentres initial={all} />
      <h2 className="border-t border-rule pt-5">{t("all.one")}</h2>
      <CentreSelect
        label={t("centre")}
        centres={centres}
        value={centreId}
        onChange={setCentreId}
        className="max-w-80"
      />
      <CentreSettings key={centreId} centre={centre} />
      <CurrencySettings key={centre.currency} currency={centre.currency} />
    </div>
  );
}

function CentreSettings({ centre }: { centre: CountingCentre }) {
  const counting = useQuery(countingQuery(centre.id));
  const floats = useQuery(floatsQuery(centre.id));
  return (
    <>
      {counting.isError && (
        <ErrorState error={counting.error} onRetry={() => void counting.refetch()} />
      )}
      {counting.isSuccess && <BlindForm centre={centre} counting={counting.data} />}
      {floats.isError && <ErrorState error={floats.error} onRetry={() => void floats.refetch()} />}
      {floats.isSuccess && <FloatList centre={centre} floats={floats.data} />}
      <CashLimitSection centre={centre} />
    </>
  );
}

function CurrencySettings({ currency }: { currency: string }) {
  const set = useQuery(denominationsQuery(currency));
  if (set.isError) return <ErrorState error={set.error} onRetry={() => void set.refetch()} />;
  if (!set.isSuccess) return null;
  return <DenominationEditor key={JSON.stringify(set.data)} set={set.data} />;
}
