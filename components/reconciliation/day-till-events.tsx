"use client";

/**
 * Lists what happened to the tills of a day beside their counts: counts in the middle of a shift,
 * and hand-overs with both names and figures.
 */
import { useTranslations } from "next-intl";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { getNames } from "../explanation/explained-line";
import { Amount } from "../money/amount";
import { Difference } from "../money/difference";
import { HandOverPieces } from "../till-count/hand-over-pieces";
import { Instant } from "../ui/instant";

type Till = DayDetail["tillEvents"][number];

export function DayTillEvents({ day }: { day: DayDetail }) {
  const t = useTranslations("day.till-events");
  return (
    <section aria-labelledby="till-events">
      <h2 id="till-events" className="pt-6 pb-2">
        {t("title")}
      </h2>
      <ul className="border-t border-rule-strong">
        {day.tillEvents.map((till) => (
          <TillEvents key={`${till.shiftId} ${till.tillId}`} {...{ day, till }} />
        ))}
      </ul>
    </section>
  );
}

function TillEvents({ day, till }: { day: DayDetail; till: Till }) {
  const t = useTranslations("day.till-events");
  const { currency } = day;
  const names = getNames(day, { ...till, tenderId: "" });
  return (
    <>
      {till.handOvers.map((handOver) => (
        <li key={`over-${handOver.number}`} className="border-b border-rule py-2.5">
          <HandOver
            {...{ handOver, currency }}
            title={t("hand-over", { shift: names.shift, till: names.till })}
          />
        </li>
      ))}
      {till.spots.map(({ number, countedMinor, by, at }) => (
        <li key={`spot-${number}`} className="border-b border-rule py-2.5">
          <p>
            <b>{t("spot", { shift: names.shift, till: names.till })}</b>{" "}
            <Amount minor={countedMinor} currency={currency} />
          </p>
          <p className="text-xs text-ink-2">
            {by}, <Instant iso={at} style="short" />
          </p>
        </li>
      ))}
    </>
  );
}

type HandOverProps = { handOver: Till["handOvers"][number]; currency: string; title: string };

function HandOver({ handOver, currency, title }: HandOverProps) {
  const t = useTranslations("day.till-events");
  const { givenMinor, givenBy, givenAt, text, taken } = handOver;
  return (
    <>
      <p>
        <b>{title}</b>{" "}
        {taken !== null && taken.differenceMinor !== 0 && (
          <Difference minor={taken.differenceMinor} currency={currency} />
        )}
      </p>
      <p className="text-sm">
        {t("gave", { name: givenBy })} <Amount minor={givenMinor} currency={currency} />,{" "}
        <Instant iso={givenAt} style="short" />
        {". "}
        {taken === null ? (
          <span className="text-uncounted">{t("not-taken")}</span>
        ) : (
          <>
            {t("took", { name: taken.by })} <Amount minor={taken.takenMinor} currency={currency} />,{" "}
            <Instant iso={taken.at} style="short" />
            {taken.confirmedBy === "pin" && `, ${t("by-pin")}`}.
          </>
        )}
      </p>
      <div className="max-w-[480px] text-sm">
        <HandOverPieces {...{ handOver, currency }} />
      </div>
      {[text, taken?.text ?? null].map(
        (note, at) =>
          note !== null && (
            <p key={at} className="text-sm break-words whitespace-pre-wrap text-ink-2">
              {note}
            </p>
          ),
      )}
    </>
  );
}
