"use client";

/**
 * Shows what may have caused a difference, with the arithmetic, and a button that makes it the
 * reason.
 */
import { useLocale, useTranslations } from "next-intl";
import type { CauseView, ExplanationView } from "@/lib/contracts/explanation";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import type { Cause } from "@/lib/domain/causes/cause";
import { formatArithmetic, classifyFit } from "@/lib/domain/causes/arithmetic";
import { useReasonText } from "../reason/use-reason-text";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { Icon } from "../ui/icon";
import { useInstantText } from "../ui/instant";
import { useCauseText } from "./cause-text";
import type { ExplainedLine } from "./explained-line";
import { findMirrorLine, MirrorChoice } from "./mirror-choice";

type CausesProps = {
  day: DayDetail;
  line: ExplainedLine;
  causes: readonly CauseView[];
  /** This is the explanation in force, if any. */
  current: ExplanationView | null;
  /** It is null when the reader may not explain, or the day is signed off. */
  onUse: ((cause: CauseView) => void) | null;
  /** This kind is being saved as the reason. */
  working: string | null;
  /** Tells whether accepting a cause explains the line on its other side as well. */
  withMirror: boolean;
  onMirror: (withMirror: boolean) => void;
};

export function Causes({ causes, current, ...item }: CausesProps) {
  const t = useTranslations("explanation.causes");
  return (
    <div>
      <h3 className="mb-1 font-medium! text-ink-2">{t("title")}</h3>
      {causes.length === 0 ? (
        <div className="border-t border-rule-strong pt-3 pb-1">
          <p>{t("none")}</p>
          <p className="text-xs text-ink-2">{t("tried")}</p>
        </div>
      ) : (
        <ol className="border-t border-rule-strong">
          {causes.map((cause, index) => (
            <CauseItem
              key={cause.kind}
              {...item}
              cause={cause}
              number={index + 1}
              current={current !== null && isAccepted(cause, current) ? current : null}
            />
          ))}
        </ol>
      )}
    </div>
  );
}

type CauseItemProps = Omit<CausesProps, "causes"> & { cause: CauseView; number: number };

function CauseItem(props: CauseItemProps) {
  const { day, line, cause, number, current, onUse, working } = props;
  const t = useTranslations("explanation.causes");
  const language = useLocale();
  const instant = useInstantText();
  const reasonText = useReasonText();
  const { sentence, rest } = useCauseText(day, line)(cause);
  const fit = classifyFit(cause.score);
  const mirror = findMirrorLine(day, line, cause);
  return (
    <li className="relative border-b border-rule py-3 pl-7">
      <span aria-hidden="true" className="absolute left-0 text-ink-3">
        {number}
      </span>
      <p className="flex items-baseline gap-3">
        <b>{reasonText(cause.reason)}</b>
        <span
          className={classNames(
            "ml-auto text-xs whitespace-nowrap",
            fit === "strong" ? "font-semibold text-accent" : "text-ink-2",
          )}
        >
          {t(`fit.${fit}`)}
        </span>
      </p>
      <p className="my-0.5 text-md">{formatArithmetic(cause as Cause, line, language)}</p>
      <p className="text-ink-2">{sentence}</p>
      {rest !== null && <p className="text-xs text-ink-2">{rest}</p>}
      {current !== null && (
        <p className="mt-1.5 flex items-center gap-1.5 text-ink-2">
          <Icon name="check" className="size-3.5 text-matched" />
          {t("is-reason", { at: instant(current.at, "short"), by: current.by })}
        </p>
      )}
      {current === null && onUse !== null && mirror !== undefined && (
        <MirrorChoice
          {...{ day, line, mirror }}
          checked={props.withMirror}
          onChange={props.onMirror}
        />
      )}
      {current === null && onUse !== null && (
        <Button
          className="mt-2"
          onClick={() => onUse(cause)}
          disabled={working !== null}
          working={working === cause.kind && t("using")}
        >
          {t(mirror !== undefined && props.withMirror ? "use-for-both" : "use")}
        </Button>
      )}
    </li>
  );
}

function isAccepted(cause: CauseView, explanation: ExplanationView): boolean {
  return (
    explanation.holds &&
    explanation.reason === cause.reason &&
    explanation.cause?.kind === cause.kind
  );
}
