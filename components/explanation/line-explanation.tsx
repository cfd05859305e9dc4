"use client";

/**
 * Explains the selected line: its likely causes, its latest explanation, and the form for another.
 */
import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { Causes } from "./causes";
import { ExplainForm } from "./explain-form";
import type { ExplainedLine } from "./explained-line";
import { LatestExplanation } from "./latest-explanation";
import { type LineExplanationProps, useLineExplanation } from "./use-line-explanation";

export function LineExplanation(props: LineExplanationProps) {
  const { day, line, draft, onDraft } = props;
  const t = useTranslations("explanation");
  const state = useLineExplanation(props);
  const { causes, current, mayExplain, pending, problem, showsForm } = state;
  return (
    <>
      {causes !== null && (
        <Causes
          {...{ day, line, causes, current }}
          onUse={mayExplain ? state.accept : null}
          working={pending?.cause ?? null}
          withMirror={state.withMirror}
          onMirror={state.setWithMirror}
        />
      )}
      <section aria-labelledby="line-explanation" className={causes === null ? "" : "mt-6"}>
        <h3 id="line-explanation" className="mb-1 font-medium! text-ink-2">
          {t(line.verdict === "uncounted" ? "said.title-waiver" : "said.title")}
        </h3>
        <div className="border-t border-rule-strong">
          <Latest state={state} line={line} />
          {mayExplain && !state.isRequired && current === null && !showsForm && (
            <Button size="small" onClick={state.edit}>
              {t("form.explain")}
            </Button>
          )}
          {showsForm && (
            <div className="pt-3">
              <ExplainForm
                {...{ verdict: line.verdict, draft, onDraft, problem }}
                first={state.reasonField}
                onExplain={state.save}
                id={props.formId}
                onCancel={state.isEditing ? state.reset : null}
                working={pending !== null && pending.cause === undefined}
              />
            </div>
          )}
          {!showsForm && problem !== null && (
            <p role="alert" className="py-2 text-xs">
              {problem}
            </p>
          )}
          {props.may && day.state !== "open" && state.isRequired && (
            <p className="py-2 text-xs text-ink-2">{t("said.signed")}</p>
          )}
        </div>
      </section>
    </>
  );
}

type LatestProps = { state: ReturnType<typeof useLineExplanation>; line: ExplainedLine };

/** The form replaces the latest explanation, unless that belongs to an earlier figure. */
function Latest({ state, line }: LatestProps) {
  const t = useTranslations("explanation.said");
  const { latest, current, mayExplain, pending, showsForm } = state;
  if (latest === null) return showsForm ? null : <NoExplanation verdict={line.verdict} />;
  if (showsForm && current !== null) return null;
  const actions = mayExplain && !showsForm && (
    <p className="no-print mt-2 flex flex-wrap gap-2">
      <Button size="small" onClick={state.edit}>
        {t("change")}
      </Button>
      <Button
        size="small"
        onClick={() => state.save({ kind: "withdrawn" })}
        working={pending?.kind === "withdrawn" && t("withdrawing")}
      >
        {t("withdraw")}
      </Button>
    </p>
  );
  return <LatestExplanation explanation={latest} currency={line.currency} actions={actions} />;
}

function NoExplanation({ verdict }: Pick<ExplainedLine, "verdict">) {
  const t = useTranslations("explanation.said");
  const text =
    verdict === "uncounted"
      ? t("not-waived")
      : verdict === "matched" || verdict === "within-tolerance"
        ? t("nothing")
        : t("unexplained");
  return <p className="py-2 text-ink-2">{text}</p>;
}
