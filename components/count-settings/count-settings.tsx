"use client";

/**
 * Sets how centres count: all of them, those below a node, and one of them: how blind and how often
 * again, the floats, the cash on hand, and the pieces of a currency.
 */
import { offerAll } from "@/lib/domain/screen/centre-offer";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { countingOfAllQuery, denominationsQuery, floatsQuery } from "@/lib/client/count-settings";
import type { Centre } from "@/lib/contracts/centre";
import type { CountingOfAll } from "@/lib/contracts/counting";
import { CentreSelect } from "../centre/centre-select";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { BlindForm } from "./blind-form";
import { CashLimitSection } from "./cash-limit-form";
import { CountingInAllCentres } from "./counting-of-all";
import { listCountingScopes } from "./counting-scope";
import { DenominationEditor } from "./denomination-editor";
import { FloatList } from "./float-list";

type CountingCentre = Pick<Centre, "id" | "name" | "currency"> & { today: string };

type CountSettingsProps = { centres: CountingCentre[]; all: CountingOfAll };

export function CountSettings({ centres, all: initial }: CountSettingsProps) {
  const t = useTranslations("counting");
  const { data: all } = useQuery({ ...countingOfAllQuery(), initialData: initial });
  const [scopeId, setScopeId] = useState(centres[0]?.id ?? "");
  const [first] = centres;
  const scopes = listCountingScopes(all);
  const scope = scopes.find((one) => one.scopeId === scopeId);
  if (first === undefined || scope === undefined)
    return <EmptyState title={t("no-centres")} hint={t("no-centres-hint")} />;
  const centre = centres.find(({ id }) => id === scopeId);
  const currencies = [...new Set(centres.map(({ currency }) => currency))].toSorted();
  return (
    <div className="grid max-w-[976px] grid-cols-1 gap-8 px-edge py-5">
      <CountingInAllCentres all={all} />
      <div className="border-t border-rule pt-5">
        <h2>{t("all.one")}</h2>
        {all.nodes.length > 0 && <p className="max-w-[70ch] text-ink-2">{t("all.one-about")}</p>}
      </div>
      <CentreSelect
        label={t("scope")}
        offer={offerAll(centres)}
        value={scopeId}
        onChange={setScopeId}
        className="max-w-80"
        before={scopes
          .filter(({ isNode }) => isNode)
          .map((node) => {
            return { value: node.scopeId, label: t("node", { node: node.name }) };
          })}
      />
      <BlindForm key={`${scopeId} ${scope.counting.version}`} scope={scope} />
      {centre !== undefined && <CentreFloats key={`floats ${centre.id}`} centre={centre} />}
      <CashLimitSection
        key={`limit ${scopeId}`}
        scope={scope}
        currencies={centre === undefined ? currencies : [centre.currency]}
      />
      <CurrencySettings key={(centre ?? first).currency} currency={(centre ?? first).currency} />
    </div>
  );
}

function CentreFloats({ centre }: { centre: CountingCentre }) {
  const floats = useQuery(floatsQuery(centre.id));
  return (
    <>
      {floats.isError && <ErrorState error={floats.error} onRetry={() => void floats.refetch()} />}
      {floats.isSuccess && <FloatList centre={centre} floats={floats.data} />}
    </>
  );
}

function CurrencySettings({ currency }: { currency: string }) {
  const set = useQuery(denominationsQuery(currency));
  if (set.isError) return <ErrorState error={set.error} onRetry={() => void set.refetch()} />;
  if (!set.isSuccess) return null;
  return <DenominationEditor key={JSON.stringify(set.data)} set={set.data} />;
}
