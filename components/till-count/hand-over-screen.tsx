"use client";

/**
 * Hands a till over to the next shift. Whoever leaves tells what stays in it, whoever comes counts
 * it, and both names and figures stand in the record.
 */
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { countSheetQuery } from "@/lib/client/till-counts";
import type { CountSheet } from "@/lib/contracts/till-count";
import { Button } from "../ui/button";
import { CountHead } from "./count-head";
import { type CountShift, useCountText } from "./count-text";
import { GiveForm } from "./give-form";
import { HandOverRecord } from "./hand-over-record";
import { TakeForm } from "./take-form";
import type { CountItemEntry } from "./use-count-items";

type HandOverScreenProps = {
  sheet: CountSheet;
  shift: CountShift;
  /** Both count on the pad of a spot count: what lies in the drawer, whatever it is. */
  pad: CountItemEntry;
  editable: boolean;
  /** The person who is signed in. */
  counter: string;
  onBack: () => void;
};

export function HandOverScreen(props: HandOverScreenProps) {
  const { sheet, shift, pad, editable, counter, onBack } = props;
  const t = useTranslations("till-count.hand-over");
  const countText = useCountText();
  const queryClient = useQueryClient();
  const { centreId, businessDate, currency } = sheet;
  const till = { centreId, businessDate, shiftId: shift.shiftId, tillId: shift.tillId };
  const [latest, ...earlier] = shift.events.handOvers;
  const [givenAfter, setGivenAfter] = useState<number | null>(null);
  const isGiving = latest === undefined || givenAfter === latest.number;
  const isTaking = latest?.taken === null;
  const reload = () => queryClient.invalidateQueries(countSheetQuery({ centreId, businessDate }));
  return (
    <div className="px-edge" data-counting={(editable && (isGiving || isTaking)) || undefined}>
      <CountHead
        centreName={sheet.centreName}
        businessDate={businessDate}
        title={t("title", { till: countText.tillName(shift) })}
        backTo={t("back")}
        onBack={onBack}
      />
      {latest !== undefined && <HandOverRecord handOver={latest} currency={currency} />}
      {editable && isGiving && <GiveForm {...{ till, shift, pad, currency }} onDone={reload} />}
      {editable && isTaking && (
        <TakeForm
          key={latest.number}
          {...{ till, pad, currency, counter }}
          handOver={latest}
          onDone={reload}
        />
      )}
      {editable && !isGiving && !isTaking && (
        <Button onClick={() => setGivenAfter(latest.number)}>{t("again")}</Button>
      )}
      {earlier.length > 0 && (
        <section aria-label={t("before")} className="pt-6">
          <h2>{t("before")}</h2>
          {earlier.map((handOver) => (
            <HandOverRecord key={handOver.number} {...{ handOver, currency }} />
          ))}
        </section>
      )}
    </div>
  );
}
