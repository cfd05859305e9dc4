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
import { useShortcuts } from "../shell/shortcuts";
import { Button } from "../ui/button";
import { Causes } from "./causes";
import { type Draft, ExplainForm } from "./explain-form";
import { type ExplainedLine, isSamePosition } from "./explained-line";
import { LatestExplanation } from "./latest-explanation";
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
  const { explaining, problem } = useExplain({
    day,
    dayKey,
    position: line,
    onSaved,
  });
  const latest = day.explanations.find((one) => isSamePosition(one, line)) ?? null;
  const holding = latest?.holds === true ? latest : null;
  const causes = day.causes.find((one) => isSamePosition(one, line))?.causes ?? null;
  const may = props.may && day.state === "open" && line.verdict !== "matched";
  const isWanted = line.verdict !== "within-tolerance" && line.verdict !== "matched";
  const showsForm = may && (editing || (holding === null && isWanted));
  const reset = () => {
    onDraft(NOTHING);
    setEditing(false);
  };
  const accept = (cause: CauseView) => {
    if (!may || explaining.isPending) return;
    const input = { reason: cause.reason, text: draft.text.trim(), cause: cause.kind };
    explaining.mutate(input, { onSuccess: reset });
  };
  const edit = () => {
    if (!may) return;
    if (holding !== null && draft.reason === "") {
      onDraft({ reason: holding.reason, text: holding.text });
    }
    first.current?.focus();
    setEditing(true);
  };
  useShortcuts(
    {
      e: edit,
      c: () => {
        const best = causes?.[0];
        if (best !== undefined) accept(best);
      },
    },
    { scope: "day" },
  );
  // Where the form comes only then.
  useEffect(() => {
    if (editing) first.current?.focus();
  }, [editing]);
  const working = explaining.isPending ? explaining.variables : null;
  return (
    <>
      {causes !== null && (
        <Causes
          {...{ day, line, causes }}
          current={holding}
          onUse={may ? accept : null}
          working={working?.cause ?? null}
        />
      )}
      <section aria-labelledby="line-explanation" className={causes === null ? "" : "mt-6"}>
        <h3 id="line-explanation" className="mb-1 font-medium! text-ink-2">
          {t(line.verdict === "uncounted" ? "said.title-waiver" : "said.title")}
        </h3>
        <div className="border-t border-rule-strong">
          {latest !== null && !showsForm && (
            <LatestExplanation
              explanation={latest}
              currency={line.currency}
              actions={
                may && (
                  <p className="no-print mt-2 flex flex-wrap gap-2">
                    <Button size="small" onClick={edit}>
                      {t("said.change")}
                    </Button>
                    <Button
                      size="small"
                      onClick={() => explaining.mutate({ kind: "withdrawn" }, { onSuccess: reset })}
                      working={working?.kind === "withdrawn" && t("said.withdrawing")}
                    >
                      {t("said.withdraw")}
                    </Button>
                  </p>
                )
              }
            />
          )}
          {showsForm && latest !== null && holding === null && (
            <LatestExplanation explanation={latest} currency={line.currency} actions={null} />
          )}
          {latest === null && !showsForm && <NoExplanation verdict={line.verdict} />}
          {may && !isWanted && holding === null && !showsForm && (
            <Button size="small" onClick={edit}>
              {t("form.explain")}
            </Button>
          )}
          {showsForm && (
            <div className="pt-3">
              <ExplainForm
                {...{ verdict: line.verdict, draft, onDraft, first, problem }}
                onExplain={(text) => explaining.mutate(text, { onSuccess: reset })}
                onCancel={editing ? reset : null}
                working={explaining.isPending && working?.cause === undefined}
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
function NoExplanation({ verdict }: Pick<ExplainedLine, "verdict">) {
  const t = useTranslations("explanation.said");
  const input =
    verdict === "uncounted"
      ? t("not-waived")
      : verdict === "matched" || verdict === "within-tolerance"
        ? t("nothing")
        : t("unexplained");
  return <p className="py-2 text-ink-2">{input}</p>;
}
