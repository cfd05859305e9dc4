"use client";

/** Counting: choose a centre and a date, then a till of a shift, then count what is in it. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ApiError } from "@/lib/client/http";
import { countSheetQuery } from "@/lib/client/till-counts";
import { isOpening } from "@/lib/client/till-counts-reading";
import type { CountSheet } from "@/lib/contracts/till-count";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Notice } from "../ui/notice";
import { useToast } from "../ui/toast";
import { type AddedLine, tillAt, withLine } from "./added-lines";
import { CountPicker, type CountCentre } from "./count-picker";
import { SheetWaiting } from "./shift-list";
import { Tills } from "./tills";
import { UnsentStrip } from "./unsent-strip";
import { type AskedPlace, type CountPlace, useCountPlace } from "./use-count-location";
import { useCounting } from "./use-count-screen";
import { useKeeps } from "./use-stored-drafts";
import { useKeptPage } from "./use-offline-page";

type CountScreenProps = {
  centres: CountCentre[];
  /** May import files of counts in one centre at least. */
  mayImport: boolean;
  usual: Pick<CountPlace, "centreId" | "date">;
  asked: AskedPlace;
  counter: { id: string; name: string };
};

export function CountScreen({ centres, mayImport, usual, asked, counter }: CountScreenProps) {
  const t = useTranslations("till-count");
  const toast = useToast();
  const { place, go } = useCountPlace(usual, asked);
  const [added, setAdded] = useState<AddedLine[]>([]);
  const counting = useCounting(counter.id, ({ stored }) =>
    toast(t("handed-in", { count: stored.length })),
  );
  const keeps = useKeeps();
  const centre = centres.find(({ id }) => id === place.centreId);
  const day = { centreId: centre?.id ?? "", businessDate: place.date };
  const sheet = useQuery(countSheetQuery(day));
  // What was typed into a line that the sheet does not have is found again after a reload.
  const withAdded = (stored: CountSheet) => {
    const kept = counting.placesIn(stored).filter((line) => !isOpening(line));
    return [...added, ...kept].reduce(withLine, stored);
  };
  useKeptPage(place, sheet.dataUpdatedAt);
  if (centres.length === 0) {
    return <EmptyState title={t("no-centres")} hint={t("no-centres-hint")} />;
  }
  const shown = sheet.data === undefined ? undefined : withAdded(sheet.data);
  const inTill = shown !== undefined && tillAt(shown, place) !== undefined;
  const elsewhere = counting.unsent.filter(
    ({ body }) => !inTill || body.tillId !== place.till || body.shiftId !== place.shift,
  );
  return (
    <div className="mx-auto w-full max-w-[976px]">
      <UnsentStrip unsent={elsewhere} onGo={go} />
      {!keeps && (
        <Notice kind="warn" title={t("keeps-nothing")}>
          {t("keeps-nothing-hint")}
        </Notice>
      )}
      {!inTill && (
        <>
          <div className="flex flex-wrap items-end gap-x-6 gap-y-2 px-edge pt-5 pb-4">
            <h1>{t("title")}</h1>
            {mayImport && (
              <ButtonLink href="/till-counts/import" className="ml-auto">
                {t("import-file")}
              </ButtonLink>
            )}
          </div>
          <CountPicker centres={centres} place={place} onGo={go} />
        </>
      )}
      {centre === undefined && <EmptyState title={t("choose-centre")} />}
      {centre !== undefined && sheet.isPending && <SheetWaiting />}
      {sheet.isError && sheet.data === undefined && (
        <ErrorState error={sheet.error} onRetry={() => void sheet.refetch()} />
      )}
      {shown !== undefined && centre !== undefined && (
        <Tills
          key={`${centre.id} ${place.date}`}
          sheet={shown}
          trouble={sheet.fetchStatus === "paused" ? NO_NETWORK : sheet.error}
          mayRecord={centre.mayRecord}
          counter={counter.name}
          {...{ place, counting }}
          onAdd={(line) => {
            setAdded([...added, line]);
            go({ shift: line.shiftId, till: line.tillId });
          }}
          onGo={go}
        />
      )}
    </div>
  );
}

/** A question that waits for the network has no error of its own. */
const NO_NETWORK = new ApiError({
  type: "urn:counterfoil:problem:unexpected",
  title: "",
  status: 0,
  code: "UNEXPECTED",
  detail: "",
  requestId: "",
});
