"use client";

/** Shows the stamp card of a day: counted, reviewed, approved, closed; who did each, and when. */
import { useTranslations } from "next-intl";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { listSignatures } from "@/lib/domain/workflow/undo";
import { type DayStatus, DayStatusShape } from "../badge/day-status-badge";
import { classNames } from "../ui/class-names";
import { useInstantText } from "../ui/instant";

/** `by` of null is a rule. */
type WorkflowStep = { name: string; state: DayStatus; by: string | null; at: string | null };

export function DayWorkflow({ day }: { day: DayDetail }) {
  const t = useTranslations("day.moves");
  const instant = useInstantText();
  return (
    <div>
      <h2 className="mt-6 mb-2 text-base! max-lg:mt-0 max-sm:mt-6 print:mt-0">{t("title")}</h2>
      <ol>
        {listSteps(day).map(({ name, state, by, at }, index, all) => (
          <li
            key={name}
            className={classNames(
              "relative flex items-start gap-2.5 py-1",
              at === null && "text-ink-3",
            )}
          >
            <DayStatusShape
              state={state}
              className={classNames(
                "mt-[3px] size-3.5",
                at === null ? "text-ink-3" : "text-accent",
              )}
            />
            {index < all.length - 1 && (
              <span
                aria-hidden="true"
                className="absolute top-6 -bottom-1 left-[6.5px] border-l border-rule-strong"
              />
            )}
            <span>
              <span className={at === null ? "" : "font-semibold"}>{t(name)}</span>
              <span className="block text-xs text-ink-2">
                {at === null ? t("not-yet") : (by ?? t("by-rule"))}
              </span>
            </span>
            {at !== null && (
              <time dateTime={at} className="ml-auto text-xs leading-5 text-ink-3">
                {instant(at, "short")}
              </time>
            )}
          </li>
        ))}
      </ol>
      <PasswordLinks day={day} />
      {day.quiet?.outcome === "sampled" && (
        <p className="pt-1 text-xs text-ink-2">
          {t("sampled", { percent: day.quiet.samplePercent })}
        </p>
      )}
    </div>
  );
}

/** Says of signatories whose password was set through a link that somebody else was shown. */
function PasswordLinks({ day }: { day: DayDetail }) {
  const t = useTranslations("day.moves");
  const instant = useInstantText();
  const byPerson = new Map(
    listSignatures(day.moves.toReversed()).map(({ byId, by, passwordLink }) => [
      byId,
      { name: by, passwordLink },
    ]),
  );
  return [...byPerson].map(([id, { name, passwordLink }]) =>
    passwordLink === null ? null : (
      <p key={id} className="pt-1 text-xs text-ink-2">
        {t("password-link", {
          name: name ?? "",
          by: passwordLink.by,
          date: instant(passwordLink.at, "short"),
        })}
      </p>
    ),
  );
}

const ORDER = ["open", "reviewed", "approved", "closed"] as const;

/** The counts themselves tell who counted, the day's moves everything after that. */
function listSteps(day: DayDetail): WorkflowStep[] {
  const latest = day.counts.reduce<DayDetail["counts"][number] | null>(
    (last, count) => (last === null || count.countedAt > last.countedAt ? count : last),
    null,
  );
  const people = [...new Set(day.counts.map(({ countedBy }) => countedBy))].filter(Boolean);
  const counted: WorkflowStep = {
    name: "counted",
    state: "open",
    by: people.join(", "),
    at: latest?.countedAt ?? null,
  };
  const reached = ORDER.indexOf(day.state);
  const signatures = listSignatures(day.moves.toReversed());
  const moves = ORDER.slice(1).map((state, index): WorkflowStep => {
    const move = signatures.findLast(({ to, from }) => to === state && from !== state);
    const done = index + 1 <= reached;
    const isByRule = move !== undefined && move.ruleVersion !== null;
    const by = isByRule ? null : (move?.by ?? "");
    return { name: state, state, by, at: done ? (move?.at ?? null) : null };
  });
  return [counted, ...moves];
}
