"use client";

/**
 * The chosen line explained: what may be behind it, what was said, and the way to say something.
 * E leads to the reason, C takes the best of the likely causes.
 */
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { DayKey } from "@/lib/client/reconciliations";
import type { CauseView } from "@/lib/contracts/explanation";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { useKeys } from "../shell/shortcuts";
import { Button } from "../ui/button";
import { Causes } from "./causes";
import { type Draft, ExplainForm } from "./explain-form";
import { type ExplainedLine, isAt } from "./explained-line";
import { Said } from "./latest-explanation";
import { useExplain } from "./use-explain";

type LineExplanationProps = {
  day: DayDetail;
  dayKey: DayKey;
  line: ExplainedLine;
  may: boolean;
  /** What was typed about this line before; the form keeps it there. */
  draft: Draft;
  onDraft: (draft: Draft) => void;
  onSaved: (day: DayDetail) => void;
};

const NOTHING: Draft = { reason: "", text: "" };

export function LineExplanation(props: LineExplanationProps) {
  const { day, dayKey, line, draft, onDraft, onSaved } = props;
  const t = useTranslations("explanation");
  const first = useRef<HTMLSelectElement>(null);
  const [editing, setEditing] = useState(false);
  const { say, problem } = useExplain({
    day,
    dayKey,
    place: line,
    onSaved,
  });
  const said = day.explanations.find((one) => isAt(one, line)) ?? null;
  const holding = said?.holds === true ? said : null;
  const causes = day.causes.find((one) => isAt(one, line))?.causes ?? null;
  const may = props.may && day.state === "open" && line.verdict !== "matched";
  const isWanted = line.verdict !== "within-tolerance" && line.verdict !== "matched";
  const showsForm = may && (editing || (holding === null && isWanted));
  const done = () => {
    onDraft(NOTHING);
    setEditing(false);
  };
  const take = (cause: CauseView) => {
    if (!may || say.isPending) return;
    const words = { reason: cause.reason, text: draft.text.trim(), cause: cause.kind };
    say.mutate(words, { onSuccess: done });
  };
  const edit = () => {
    if (!may) return;
    if (holding !== null && draft.reason === "") {
      onDraft({ reason: holding.reason, text: holding.text });
    }
    first.current?.focus();
    setEditing(true);
  };
  useKeys(
    {
      e: edit,
      c: () => {
        const best = causes?.[0];
        if (best !== undefined) take(best);
      },
    },
    { scope: "day" },
  );
  // Where the form comes only then.
  useEffect(() => {
    if (editing) first.current?.focus();
  }, [editing]);
  const working = say.isPending ? say.variables : null;
  return (
    <>
      {causes !== null && (
        <Causes
          {...{ day, line, causes }}
          said={holding}
          onUse={may ? take : null}
          working={working?.cause ?? null}
        />
      )}
      <section aria-labelledby="line-explanation" className={causes === null ? "" : "mt-6"}>
        <h3 id="line-explanation" className="mb-1 font-medium! text-ink-2">
          {t(line.verdict === "uncounted" ? "said.title-waiver" : "said.title")}
        </h3>
        <div className="border-t border-rule-strong">
          {said !== null && !showsForm && (
            <Said
              said={said}
              currency={line.currency}
              actions={
                may && (
                  <p className="no-print mt-2 flex flex-wrap gap-2">
                    <Button size="small" onClick={edit}>
                      {t("said.change")}
                    </Button>
                    <Button
                      size="small"
                      onClick={() => say.mutate({ kind: "withdrawn" }, { onSuccess: done })}
                      working={working?.kind === "withdrawn" && t("said.withdrawing")}
                    >
                      {t("said.withdraw")}
                    </Button>
                  </p>
                )
              }
            />
          )}
          {showsForm && said !== null && holding === null && (
            <Said said={said} currency={line.currency} actions={null} />
          )}
          {said === null && !showsForm && <Silence verdict={line.verdict} />}
          {may && !isWanted && holding === null && !showsForm && (
            <Button size="small" onClick={edit}>
              {t("form.explain")}
            </Button>
          )}
          {showsForm && (
            <div className="pt-3">
              <ExplainForm
                {...{ verdict: line.verdict, draft, onDraft, first, problem }}
                onSay={(words) => say.mutate(words, { onSuccess: done })}
                onCancel={editing ? done : null}
                working={say.isPending && working?.cause === undefined}
              />
            </div>
          )}
          {!showsForm && problem !== null && (
            <p role="alert" className="py-2 text-xs">
              {problem}
            </p>
          )}
          {props.may && day.state !== "open" && isWanted && (
            <p className="py-2 text-xs text-ink-2">{t("said.signed")}</p>
          )}
        </div>
      </section>
    </>
  );
}

/** Nothing was said: whether something should be. */
function Silence({ verdict }: Pick<ExplainedLine, "verdict">) {
  const t = useTranslations("explanation.said");
  const words =
    verdict === "uncounted"
      ? t("not-waived")
      : verdict === "matched" || verdict === "within-tolerance"
        ? t("nothing")
        : t("unexplained");
  return <p className="py-2 text-ink-2">{words}</p>;
}
