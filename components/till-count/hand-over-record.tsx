"use client";

/** Shows a hand-over: both people, what each of them counted, and what they disagree by. */
import { useTranslations } from "next-intl";
import type { HandedOver } from "@/lib/contracts/hand-over";
import { Amount } from "../money/amount";
import { Difference } from "../money/difference";
import { Icon } from "../ui/icon";
import { Instant } from "../ui/instant";
import { HandOverPieces } from "./hand-over-pieces";

type HandOverRecordProps = { handOver: HandedOver; currency: string };

export function HandOverRecord({ handOver, currency }: HandOverRecordProps) {
  const t = useTranslations("till-count.hand-over");
  const { givenBy, givenAt, givenMinor, text, taken } = handOver;
  return (
    <div className="max-w-[560px] pb-4">
      <ol>
        <Person name={givenBy} does={t("gives")} at={givenAt} />
        <Person name={taken?.by ?? null} does={t("takes")} at={taken?.at ?? null} />
      </ol>
      <dl>
        <Figure label={t("counted-by", { name: givenBy })} minor={givenMinor} currency={currency} />
        {taken !== null && (
          <Figure
            label={t("counted-by", { name: taken.by })}
            minor={taken.takenMinor}
            currency={currency}
          />
        )}
        {taken !== null && taken.differenceMinor !== 0 && (
          <div className="flex min-h-10 items-center justify-between gap-4 border-b border-rule">
            <dt>{t("disagree")}</dt>
            <dd>
              <Difference minor={taken.differenceMinor} currency={currency} />
            </dd>
          </div>
        )}
      </dl>
      <HandOverPieces {...{ handOver, currency }} />
      {[text, taken?.text ?? null].map(
        (note, at) =>
          note !== null && (
            <p key={at} className="pt-2 break-words whitespace-pre-wrap text-ink-2">
              {note}
            </p>
          ),
      )}
    </div>
  );
}

function Person({ name, does, at }: { name: string | null; does: string; at: string | null }) {
  const t = useTranslations("till-count.hand-over");
  return (
    <li className="flex items-center gap-3 border-b border-rule py-3">
      <span
        aria-hidden="true"
        className="grid size-10 shrink-0 place-items-center rounded-full bg-accent-wash font-semibold text-accent"
      >
        {name === null ? "…" : getInitials(name)}
      </span>
      <span className="min-w-0 flex-1">
        <b className="block truncate">{name ?? t("next")}</b>
        <span className="block text-xs text-ink-2">{does}</span>
      </span>
      <span className="inline-flex items-center gap-1.5 text-sm text-ink-2">
        {at === null ? (
          t("waits")
        ) : (
          <>
            <Icon name="check" className="size-4 text-accent" />
            <Instant iso={at} style="time" />
          </>
        )}
      </span>
    </li>
  );
}

function Figure({ label, minor, currency }: { label: string; minor: number; currency: string }) {
  return (
    <div className="flex min-h-10 items-center justify-between gap-4 border-b border-rule">
      <dt>{label}</dt>
      <dd>
        <Amount minor={minor} currency={currency} />
      </dd>
    </div>
  );
}

function getInitials(name: string): string {
  const parts = name.trim().split(/\s+/);
  return [parts[0], parts.length > 1 ? parts.at(-1) : undefined]
    .map((part) => [...(part ?? "")][0] ?? "")
    .join("")
    .toUpperCase();
}
