"use client";

/**
 * Hands a till over to the next shift. Whoever leaves tells what stays in it, whoever comes counts
 * it, and both names and figures stand in the record.
 */
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { countSheetQuery } from "@/lib/client/till-counts";
import type { CountSheet } from "@/lib/contracts/till-count";
import { CountHead } from "./count-head";
import { type CountShift, useCountText } from "./count-text";
import { GiveForm } from "./give-form";
import { HandOverRecord } from "./hand-over-record";
import { TakeForm } from "./take-form";

type HandOverScreenProps = {
  sheet: CountSheet;
  shift: CountShift;
  editable: boolean;
  /** The person who is signed in. */
  counter: string;
  onBack: () => void;
};

export function HandOverScreen(props: HandOverScreenProps) {
  const { sheet, shift, editable, counter, onBack } = props;
  const t = useTranslations("till-count.hand-over");
  const countText = useCountText();
  const queryClient = useQueryClient();
  const { centreId, businessDate, currency } = sheet;
  const till = { centreId, businessDate, shiftId: shift.shiftId, tillId: shift.tillId };
  const [latest, ...earlier] = shift.events.handOvers;
  const pending = latest?.taken === null ? latest : undefined;
  const finished = pending === undefined ? shift.events.handOvers : earlier;
  const name = countText.tillName(shift);
  const reload = () => queryClient.invalidateQueries(countSheetQuery({ centreId, businessDate }));
  return (
    <div className="mx-auto w-full max-w-[560px] px-edge">
      <CountHead
        centreName={sheet.centreName}
        businessDate={businessDate}
        title={t("title", { till: name })}
        backTo={t("back")}
        onBack={onBack}
      />
      {pending !== undefined && <HandOverRecord handOver={pending} currency={currency} />}
      {editable && pending === undefined && (
        <GiveForm {...{ till, currency, name }} leftMinor={findLeft(shift)} onDone={reload} />
      )}
      {editable && pending !== undefined && (
        <TakeForm
          key={pending.number}
          {...{ till, currency, name, counter }}
          handOver={pending}
          onDone={reload}
        />
      )}
      {finished.length > 0 && (
        <section aria-label={t("before")} className="pt-6">
          <h2>{t("before")}</h2>
          {finished.map((handOver) => (
            <HandOverRecord key={handOver.number} {...{ handOver, currency }} />
          ))}
        </section>
      )}
    </div>
  );
}

/** What the cash count left in the till, or else what is agreed. */
function findLeft({ tenders, floatToLeaveMinor }: CountShift): number | null {
  const cash = tenders.find(({ kind }) => kind === "cash");
  return cash?.floatLeftMinor ?? floatToLeaveMinor;
}
