"use client";

/** Lists what a new installation needs: how far each step is, and where it is taken. */
import { useTranslations } from "next-intl";
import {
  findNextStep,
  FIRST_STEPS,
  type FirstDayFacts,
  type FirstStep,
  progressOf,
  type StepProgress,
} from "@/lib/domain/first-day";
import { DayStatusShape } from "../badge/day-status-badge";
import { ButtonLink } from "../ui/button-link";
import { FirstReadingButton } from "./first-reading-button";

const HREFS: Record<Exclude<FirstStep, "reading">, string> = {
  centres: "/settings/centres",
  connection: "/settings/connection",
  people: "/settings/people",
  floats: "/settings/counting",
  tolerances: "/settings/tolerances",
};
const SHAPES = { done: "approved", started: "reviewed", open: "open" } as const;

type FirstDayStepsProps = {
  facts: FirstDayFacts;
  /** The first reading covers so many days. */
  days: number;
  onRead: (() => void) | null;
  working: boolean;
};

export function FirstDaySteps({ facts, days, onRead, working }: FirstDayStepsProps) {
  const t = useTranslations("first-day");
  const text = useStepText(facts, days);
  const progress = progressOf({ ...facts, isReading: facts.isReading || working });
  const next = findNextStep(facts);
  const all = Object.values(progress);
  return (
    <section aria-labelledby="first-day">
      <h2 id="first-day">{t("title")}</h2>
      <p className="text-ink-2">
        {t("progress", {
          done: all.filter((one) => one === "done").length,
          started: all.filter((one) => one === "started").length,
          all: all.length,
        })}
      </p>
      <ol className="mt-4 border-t border-rule-strong">
        {FIRST_STEPS.map((step) => (
          <li
            key={step}
            className="grid grid-cols-[16px_minmax(0,1fr)] items-center gap-x-4 gap-y-2 border-b border-rule py-3.5 sm:grid-cols-[16px_minmax(0,1fr)_180px] print:break-inside-avoid"
          >
            <DayStatusShape state={SHAPES[progress[step]]} className="size-3.5 text-accent" />
            <div>
              <h3 className="text-base">
                {t(`steps.${step}.title`)}
                <span className="sr-only">: {t(`states.${progress[step]}`)}</span>
              </h3>
              <p className="text-sm text-ink-2">{text(step)}</p>
            </div>
            <StepAction
              {...{ step, onRead, working }}
              isNext={step === next}
              progress={progress[step]}
              mayRead={facts.centres > 0}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

type StepActionProps = Pick<FirstDayStepsProps, "onRead" | "working"> & {
  step: FirstStep;
  progress: StepProgress;
  isNext: boolean;
  mayRead: boolean;
};

function StepAction({ step, progress, isNext, mayRead, onRead, working }: StepActionProps) {
  const t = useTranslations("first-day");
  if (progress === "done") {
    return (
      <span aria-hidden="true" className="text-right text-ink-2 max-sm:hidden">
        {t("states.done")}
      </span>
    );
  }
  const kind = isNext ? "do" : "plain";
  const className = "w-full max-sm:col-start-2";
  if (step !== "reading") {
    return (
      <ButtonLink kind={kind} href={HREFS[step]} className={className}>
        {t(`steps.${step}.action`)}
      </ButtonLink>
    );
  }
  if (onRead === null || !mayRead) return null;
  return <FirstReadingButton {...{ kind, onRead, working, className }} />;
}

function useStepText(facts: FirstDayFacts, days: number): (step: FirstStep) => string {
  const t = useTranslations("first-day.steps");
  const { centres, floats, rules, connection, people } = facts;
  const reading = progressOf(facts).reading;
  return (step) => {
    switch (step) {
      case "centres":
        return t("centres.text", { count: centres });
      case "connection":
        return t(`connection.${connection}`);
      case "people":
        return t("people.text", { ...people, total: people.invited + people.active });
      case "floats":
        return t("floats.text", { floats, centres, left: Math.max(0, centres - floats) });
      case "tolerances":
        return t("tolerances.text", { rules });
      case "reading":
        return t(`reading.${reading}`, { centres, days });
    }
  };
}
