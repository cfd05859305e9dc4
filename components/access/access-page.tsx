"use client";

/**
 * Shows who may do what where, and records reviews: roles are selected, and kept or revoked
 * together.
 */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { accessFileAddress, accessQuery } from "@/lib/client/access-review";
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import type { AccessFilter, AccessLine } from "@/lib/contracts/access-review";
import type { ReviewDecision } from "@/lib/domain/access-review";
import { Button } from "../ui/button";
import { buttonClass } from "../ui/button-class";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { AccessFilters } from "./access-filters";
import { AccessTable } from "./access-table";
import { keyOfLine, type SelectedLine } from "./line-key";
import { ReviewDialog } from "./review-dialog";

type AccessReviewPageProps = {
  filter: AccessFilter;
  offer: CentreOffer<OfferedCentre>;
  /** Nobody reviews their own access, so that their own lines can't be selected. */
  ownId: string;
};

export function AccessReviewPage({ filter, offer, ownId }: AccessReviewPageProps) {
  const t = useTranslations("access");
  const list = useInfiniteQuery(accessQuery(filter));
  const [chosen, setChosen] = useState<ReadonlyMap<string, SelectedLine>>(new Map());
  const [decision, setDecision] = useState<ReviewDecision | null>(null);
  const lines = list.data?.pages.flatMap((page) => page.lines) ?? [];
  const counts = list.data?.pages[0]?.counts ?? null;
  const choose = (changed: readonly AccessLine[], isChosen: boolean) =>
    setChosen((before) => {
      const after = new Map(before);
      for (const line of changed) {
        const selected = keyOfLine(line);
        if (selected === null) continue;
        if (isChosen) after.set(selected.key, selected);
        else after.delete(selected.key);
      }
      return after;
    });
  return (
    <>
      <p className="max-w-[75ch] px-edge pt-3 text-sm text-ink-2">{t("about")}</p>
      <AccessFilters filter={filter} offer={offer} onChange={() => setChosen(new Map())} />
      <div className="no-print flex flex-wrap items-center gap-2 px-edge pb-3">
        <p role="status" className="flex-1 text-sm text-ink-2">
          {chosen.size > 0
            ? t("chosen", { count: chosen.size })
            : counts !== null && t("counts", counts)}
        </p>
        {/* They are always there, so that nothing moves when a role is selected. */}
        <Button kind="do" disabled={chosen.size === 0} onClick={() => setDecision("keep")}>
          {t("keep")}
        </Button>
        <Button disabled={chosen.size === 0} onClick={() => setDecision("revoke")}>
          {t("revoke")}
        </Button>
        <a href={accessFileAddress("xlsx", filter)} download className={buttonClass({})}>
          {t("xlsx")}
        </a>
        <a href={accessFileAddress("csv", filter)} download className={buttonClass({})}>
          {t("csv")}
        </a>
      </div>
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && lines.length === 0 && (
        <EmptyState title={t("none")} hint={t("none-hint")} />
      )}
      {lines.length > 0 && <AccessTable {...{ lines, chosen, ownId }} onChoose={choose} />}
      {list.hasNextPage && (
        <div className="no-print px-edge py-4">
          <Button
            working={list.isFetchingNextPage && t("loading")}
            onClick={() => void list.fetchNextPage()}
          >
            {t("more")}
          </Button>
        </div>
      )}
      {decision !== null && (
        <ReviewDialog
          decision={decision}
          lines={[...chosen.values()]}
          onDone={() => setChosen(new Map())}
          onClose={() => setDecision(null)}
        />
      )}
    </>
  );
}
