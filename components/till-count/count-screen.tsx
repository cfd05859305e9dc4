"use client";

/**
 * Counts in three steps: choose a centre and a date, then a till of a shift, then count what is in
 * it.
 */
import { useNamedCentres } from "../centre/use-centre-search";
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Packed } from "@/lib/domain/screen/packed-rows";
import { useUnpacked } from "../ui/use-unpacked";
import { ApiError } from "@/lib/client/http";
import { countSheetQuery } from "@/lib/client/till-counts";
import { isOfTill } from "@/lib/client/till-counts-reading";
import type { CountSheet } from "@/lib/contracts/till-count";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Notice } from "../ui/notice";
import { useToast } from "../ui/toast";
import { type AddedLine, findTill, addLine } from "./added-lines";
import { CountPicker } from "./count-picker";
import { SharedDeviceBar } from "./shared-device-bar";
import { SheetSkeleton } from "./shift-list";
import { Tills } from "./tills";
import { UnsentStrip } from "./unsent-strip";
import { type RequestedLocation, type CountLocation, useCountLocation } from "./use-count-location";
import { useCountScreen } from "./use-count-screen";
import { useCanStore } from "./use-stored-drafts";
import { useOfflinePage } from "./use-offline-page";

type CountScreenProps = {
  packedOffer: Packed<CentreOffer<OfferedCentre>>;
  /** The reader may record counts in these centres; null is all of them. */
  recordable: readonly string[] | null;
  /** The user may import files of counts in one centre at least. */
  mayImport: boolean;
  initial: Pick<CountLocation, "centreId" | "date">;
  requested: RequestedLocation;
  counter: { id: string; name: string };
  /** They signed in with a PIN on a shared device. */
  isShared: boolean;
};

export function CountScreen({
  packedOffer,
  recordable,
  mayImport,
  initial,
  requested,
  counter,
  isShared,
}: CountScreenProps) {
  const offer = useUnpacked(packedOffer);
  const t = useTranslations("till-count");
  const toast = useToast();
  const { location, go } = useCountLocation(initial, requested);
  const [added, setAdded] = useState<AddedLine[]>([]);
  const screen = useCountScreen(counter.id, ({ stored }) =>
    toast(t("handed-in", { count: stored.length })),
  );
  const canStore = useCanStore();
  const named = useNamedCentres(offer, [location.centreId]);
  const centre = named.find(({ id }) => id === location.centreId);
  const day = { centreId: centre?.id ?? "", businessDate: location.date };
  const sheet = useQuery(countSheetQuery(day));
  // Text that was typed into a line that the sheet does not have is restored after a reload.
  const withAdded = (stored: CountSheet) => {
    const started = screen.listPositions(stored).filter((line) => !isOfTill(line));
    return [...added, ...started].reduce(addLine, stored);
  };
  useOfflinePage(location, sheet.dataUpdatedAt);
  if (offer.count === 0) {
    return <EmptyState title={t("no-centres")} hint={t("no-centres-hint")} />;
  }
  const shown = sheet.data === undefined ? undefined : withAdded(sheet.data);
  const inTill = shown !== undefined && findTill(shown, location) !== undefined;
  const elsewhere = screen.unsent.filter(
    ({ body }) => !inTill || body.tillId !== location.till || body.shiftId !== location.shift,
  );
  return (
    <div className="mx-auto w-full max-w-[976px]">
      {isShared && <SharedDeviceBar name={counter.name} />}
      <UnsentStrip unsent={elsewhere} onGo={go} />
      {!canStore && (
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
          <CountPicker offer={offer} isKnown={centre !== undefined} location={location} onGo={go} />
        </>
      )}
      {centre === undefined && <EmptyState title={t("choose-centre")} />}
      {centre !== undefined && sheet.isPending && <SheetSkeleton />}
      {sheet.isError && sheet.data === undefined && (
        <ErrorState error={sheet.error} onRetry={() => void sheet.refetch()} />
      )}
      {shown !== undefined && centre !== undefined && (
        <Tills
          key={`${centre.id} ${location.date}`}
          sheet={shown}
          error={sheet.fetchStatus === "paused" ? NO_NETWORK : sheet.error}
          mayRecord={recordable?.includes(centre.id) ?? true}
          counter={counter.name}
          {...{ location, screen }}
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

/** A query that waits for the network has no error of its own. */
const NO_NETWORK = new ApiError({
  type: "urn:counterfoil:problem:unexpected",
  title: "",
  status: 0,
  code: "UNEXPECTED",
  detail: "",
  requestId: "",
});
