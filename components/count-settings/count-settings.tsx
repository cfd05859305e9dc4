"use client";

/**
 * Sets how centres count: all of them, those below a node, and one of them: how blind and how often
 * again, the floats, the cash on hand, and the pieces of a currency.
 */
import type { CentreOffer } from "@/lib/domain/screen/centre-offer";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import {
  countingOfCentreQuery,
  denominationsQuery,
  floatsQuery,
  ownCountingQuery,
} from "@/lib/client/count-settings";
import type { Centre } from "@/lib/contracts/centre";
import type { CountingOfAll } from "@/lib/contracts/counting";
import { computeBusinessDate } from "@/lib/domain/business-date";
import type { Packed } from "@/lib/domain/screen/packed-rows";
import { CentreSelect } from "../centre/centre-select";
import { useNamedCentres } from "../centre/use-centre-search";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { isFirstPage, usePages } from "../ui/use-pages";
import { useUnpacked } from "../ui/use-unpacked";
import { BlindForm } from "./blind-form";
import { CashLimitSection } from "./cash-limit-form";
import { CountingInAllCentres } from "./counting-of-all";
import { listCountingScopes } from "./counting-scope";
import { DenominationEditor } from "./denomination-editor";
import { FloatList } from "./float-list";

type CountSettingsProps = {
  offer: CentreOffer<Centre>;
  /** The first page of what differs. */
  initial: Packed<CountingOfAll>;
  /** How the first centre of the offer counts. */
  first: CountingOfAll["centres"][number] | undefined;
};

export function CountSettings({ offer, initial, first }: CountSettingsProps) {
  const t = useTranslations("counting");
  const firstPage = useUnpacked(initial);
  const pages = usePages();
  const { data: all = firstPage } = useQuery({
    ...ownCountingQuery(pages.asked),
    ...(isFirstPage(pages.asked) ? { initialData: firstPage } : {}),
  });
  const [scopeId, setScopeId] = useState(first?.centreId ?? "");
  const { data: ofCentre, ...asked } = useQuery({
    ...countingOfCentreQuery(scopeId),
    ...(scopeId === first?.centreId ? { initialData: first } : {}),
  });
  const centre = useNamedCentres(offer, [scopeId]).find(({ id }) => id === scopeId);
  if (first === undefined)
    return <EmptyState title={t("no-centres")} hint={t("no-centres-hint")} />;
  const centres = ofCentre == null ? [] : [ofCentre];
  const nodes = listCountingScopes({ nodes: all.nodes, centres: [] });
  const scopes = [...nodes, ...listCountingScopes({ nodes: [], centres })];
  const scope = scopes.find((one) => one.scopeId === scopeId);
  const currencies = offer.currencies.toSorted();
  const currency = centre?.currency ?? offer.centres[0]?.currency ?? "";
  return (
    <div className="grid max-w-[976px] grid-cols-1 gap-8 px-edge py-5">
      <CountingInAllCentres
        {...{ all, pages, offer }}
        isSearched={(firstPage.count ?? 0) > firstPage.centres.length}
      />
      <div className="border-t border-rule pt-5">
        <h2>{t("all.one")}</h2>
        {all.nodes.length > 0 && <p className="max-w-[70ch] text-ink-2">{t("all.one-about")}</p>}
      </div>
      <CentreSelect
        label={t("scope")}
        offer={offer}
        value={scopeId}
        onChange={setScopeId}
        className="max-w-80"
        before={nodes.map((node) => {
          return { value: node.scopeId, label: t("node", { node: node.name }) };
        })}
      />
      {asked.isError && <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />}
      {scope !== undefined && (
        <BlindForm key={`${scopeId} ${scope.counting.version}`} scope={scope} />
      )}
      {centre !== undefined && <CentreFloats key={`floats ${centre.id}`} centre={centre} />}
      {scope !== undefined && (scope.isNode || centre !== undefined) && (
        <CashLimitSection
          key={`limit ${scopeId}`}
          scope={scope}
          currencies={centre === undefined ? currencies : [centre.currency]}
        />
      )}
      <CurrencySettings key={currency} currency={currency} />
    </div>
  );
}

function CentreFloats({ centre }: { centre: Centre }) {
  const floats = useQuery(floatsQuery(centre.id));
  const [today] = useState(() => computeBusinessDate(Date.now(), centre));
  return (
    <>
      {floats.isError && <ErrorState error={floats.error} onRetry={() => void floats.refetch()} />}
      {floats.isSuccess && <FloatList centre={{ ...centre, today }} floats={floats.data} />}
    </>
  );
}

function CurrencySettings({ currency }: { currency: string }) {
  const set = useQuery(denominationsQuery(currency));
  if (set.isError) return <ErrorState error={set.error} onRetry={() => void set.refetch()} />;
  if (!set.isSuccess) return null;
  return <DenominationEditor key={JSON.stringify(set.data)} set={set.data} />;
}
