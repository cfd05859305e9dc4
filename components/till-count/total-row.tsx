"use client";

/** A tender that is one amount: its field, what is in force, and what became of handing it in. */
import { useLocale, useTranslations } from "next-intl";
import type { CountSheet } from "@/lib/contracts/till-count";
import { formatMoney } from "@/lib/domain/format";
import { Amount } from "../money/amount";
import { Difference } from "../money/difference";
import { AmountField } from "./amount-field";
import { CountHistory } from "./count-history";
import type { CountShift } from "./count-text";
import { InForce } from "./current-count";
import { RecountNote } from "./recount-note";
import { UnsentNote } from "./unsent-note";
import type { Counting } from "./use-count-screen";
import { useHandIn } from "./use-submit-counts";
import type { Subject } from "./use-count-items";

type TotalRowProps = {
  sheet: CountSheet;
  shift: CountShift;
  subject: Subject;
  editable: boolean;
  counting: Counting;
};

export function TotalRow({ sheet, shift, subject, editable, counting }: TotalRowProps) {
  const t = useTranslations("till-count");
  const { currency } = sheet;
  const hand = useHandIn({ sheet, shift, counting });
  const place = hand.placeOf(subject);
  const unsent = counting.unsentOf(place);
  const may = editable && subject.refusal === null;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_minmax(0,168px)] gap-x-4 gap-y-1 border-b border-rule py-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,300px)_200px]">
      <div className="self-center">
        <b className="font-medium">{subject.name}</b>
        {subject.name !== subject.id && (
          <span className="ml-2 text-xs text-ink-3">{subject.id}</span>
        )}
      </div>
      <div className="text-xs text-ink-2 max-sm:order-last max-sm:col-span-2 sm:self-center">
        {may && subject.counted !== null && (
          <b className="mr-1 text-ink">
            <Amount minor={subject.counted.countedMinor} currency={currency} />
          </b>
        )}
        <InForce subject={subject} absent={t("not-counted")} />
        <Told {...{ subject, currency }} />
        {subject.version > 1 && (
          <CountHistory countKey={place} currency={currency} version={subject.version} />
        )}
        {editable && subject.refusal !== null && <p>{t(`refusal.${subject.refusal}`)}</p>}
      </div>
      {may && (unsent === undefined || unsent.hold === "refused") ? (
        <Typed {...{ sheet, shift, subject, editable, counting }} />
      ) : (
        <div className="self-center text-right text-md">
          <Amount
            minor={unsent?.amountMinor ?? subject.counted?.countedMinor ?? null}
            currency={currency}
            absent="not-counted"
          />
        </div>
      )}
      {subject.recount !== null && (
        <RecountNote recount={subject.recount} className="col-span-full" />
      )}
      {unsent !== undefined && (
        <UnsentNote
          unsent={unsent}
          working={counting.working}
          onSend={() => void counting.sendNow()}
          onChange={() => counting.withdraw(unsent)}
          onTakeBack={() => {
            counting.withdraw(unsent);
            counting.put(place, null);
          }}
          onInsist={(version) => void hand.insist(subject, unsent, version)}
        />
      )}
    </li>
  );
}

function Typed({ sheet, shift, subject, counting }: TotalRowProps) {
  const t = useTranslations("till-count");
  const language = useLocale();
  const { currency } = sheet;
  const hand = useHandIn({ sheet, shift, counting });
  const place = hand.placeOf(subject);
  const draft = counting.draftOf(place);
  const reading = draft === undefined ? null : hand.reading(subject, draft);
  const begin = { way: subject.usualWay, basedOnVersion: subject.version };
  return (
    <AmountField
      label={<span className="sr-only">{t("tender-in", { tender: subject.name, currency })}</span>}
      tenderId={subject.id}
      text={draft?.total ?? ""}
      reading={{ amount: reading?.total ?? null, fault: reading?.totalFault ?? null }}
      currency={currency}
      placeholder={
        subject.counted === null
          ? t("not-entered")
          : formatMoney(subject.counted.countedMinor, currency, language)
      }
      onType={(total) => counting.change(place, begin, { total })}
    />
  );
}

/** Only where the sheet tells it. */
function Told({ subject, currency }: { subject: Subject; currency: string }) {
  const t = useTranslations("till-count");
  const { counted, expectedMinor } = subject;
  if (expectedMinor === undefined) return null;
  const difference = counted?.comparisons.find(({ differenceMinor }) => differenceMinor != null);
  return (
    <p>
      {t("expected")} <Amount minor={expectedMinor} currency={currency} />
      {difference !== undefined && (
        <>
          , {t("difference")}{" "}
          <Difference minor={difference.differenceMinor ?? null} currency={currency} />
        </>
      )}
    </p>
  );
}
