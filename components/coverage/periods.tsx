"use client";

/** Closes a whole period of a centre once its days are closed, and reopens one with a reason. */
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Span } from "@/lib/client/coverage";
import { changePeriod, periodsQuery } from "@/lib/client/periods";
import type { PeriodList } from "@/lib/contracts/period";
import { formatDateRange } from "@/lib/domain/format";
import { CentreSelect } from "../centre/centre-select";
import { Button } from "../ui/button";
import { useProblemText } from "../ui/error-state";
import { DateInput } from "../ui/date-input";
import { Field } from "../ui/field";
import { Textarea } from "../ui/input";
import { useInstantText } from "../ui/instant";
import { PrefetchOnHoverLink } from "../ui/lazy/prefetch-on-hover-link";
import { newAttempt } from "@/lib/client/new-attempt";

type PeriodsProps = {
  offer: CentreOffer<OfferedCentre>;
  closable: readonly string[] | null;
  /** The form proposes this. */
  span: Span;
  /** What is closed goes to the books there. */
  mayViewJournal: boolean;
};

export function Periods({ offer, closable, span, mayViewJournal }: PeriodsProps) {
  const t = useTranslations("coverage");
  const [centreId, setCentreId] = useState(closable?.[0] ?? offer.centres[0]?.id ?? "");
  const { data } = useQuery({ ...periodsQuery(centreId), enabled: centreId !== "" });
  if (offer.count === 0) return null;
  return (
    <section
      aria-labelledby="periods"
      className="grid gap-x-10 gap-y-4 border-t border-rule px-edge py-6 lg:grid-cols-[320px_minmax(0,1fr)]"
    >
      <div className="no-print grid content-start gap-3">
        <h2 id="periods">{t("periods")}</h2>
        <CentreSelect label={t("centre")} offer={offer} value={centreId} onChange={setCentreId} />
        {closable?.includes(centreId) !== false ? (
          <PeriodForm key={centreId} centreId={centreId} span={span} />
        ) : (
          <p className="text-sm text-ink-2">{t("who-closes")}</p>
        )}
        {mayViewJournal && (
          <p className="text-sm">
            <PrefetchOnHoverLink href="/journal">{t("journal")}</PrefetchOnHoverLink>
          </p>
        )}
      </div>
      <PeriodTable periods={data?.periods ?? []} />
    </section>
  );
}

function PeriodForm({ centreId, span }: { centreId: string; span: Span }) {
  const t = useTranslations("coverage");
  const client = useQueryClient();
  const [draft, setDraft] = useState({ ...span, text: "" });
  const changing = useMutation({
    mutationFn: (action: "closed" | "reopened") => {
      const { text, ...range } = draft;
      const explanation = text === "" ? {} : { text };
      return changePeriod({ centreId, ...range, action, ...explanation }, newAttempt());
    },
    onSuccess: (list) => {
      client.setQueryData(periodsQuery(centreId).queryKey, list);
      setDraft({ ...draft, text: "" });
    },
  });
  const problem = useProblemText(changing.error);
  const isWrong = draft.from > draft.to;
  return (
    <form
      method="post"
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWrong && !changing.isPending) changing.mutate("closed");
      }}
    >
      <div className="grid grid-cols-2 gap-2">
        {(["from", "to"] as const).map((end) => (
          <Field key={end} label={t(end)} error={end === "to" && isWrong ? t("wrong-order") : null}>
            {(control) => (
              <DateInput
                {...control}
                required
                value={draft[end]}
                onChange={(date) => setDraft({ ...draft, [end]: date })}
              />
            )}
          </Field>
        ))}
      </div>
      <Field label={t("text")} hint={t("text-hint")}>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={20_000}
            value={draft.text}
            onChange={({ target }) => setDraft({ ...draft, text: target.value })}
          />
        )}
      </Field>
      <p role="status" className="text-sm text-short empty:hidden">
        {changing.isError && problem.sentence}
      </p>
      <p className="flex flex-wrap gap-2">
        <Button type="submit" kind="do" working={changing.isPending && t("working")}>
          {t("close")}
        </Button>
        <Button
          disabled={draft.text.trim() === "" || isWrong}
          working={changing.isPending && t("working")}
          onClick={() => changing.mutate("reopened")}
        >
          {t("reopen")}
        </Button>
      </p>
    </form>
  );
}

function PeriodTable({ periods }: { periods: PeriodList["periods"] }) {
  const t = useTranslations("coverage");
  const language = useLocale();
  const instant = useInstantText();
  if (periods.length === 0) return <p className="text-ink-2">{t("none")}</p>;
  return (
    <table className="ledger">
      <caption className="sr-only">{t("periods")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("period")}</th>
          <th scope="col">{t("what")}</th>
          <th scope="col">{t("who")}</th>
          <th scope="col" className="max-sm:hidden">
            {t("when")}
          </th>
          <th scope="col" className="max-sm:hidden">
            {t("why")}
          </th>
        </tr>
      </thead>
      <tbody>
        {periods.map(({ number, action, from, to, text, by, at }) => (
          <tr key={number}>
            <th scope="row">{formatDateRange(from, to, language)}</th>
            <td>{t(`actions.${action}`)}</td>
            <td>{by}</td>
            <td className="max-sm:hidden">{instant(at, "short")}</td>
            <td className="max-w-80 truncate max-sm:hidden">{text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
