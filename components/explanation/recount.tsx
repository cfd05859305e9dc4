"use client";

/** A fresh count of the chosen line: whether one is wanted, and the way to ask for it. */
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { requestRecount } from "@/lib/client/explanations";
import { isApiError } from "@/lib/client/http";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { COUNT_REFUSALS } from "@/lib/domain/till-count/blind-count";
import { Button } from "../ui/button";
import { useProblemText } from "../ui/error-state";
import { Field } from "../ui/field";
import { Textarea } from "../ui/input";
import { useInstantText } from "../ui/instant";
import { isAt, type LinePlace, placeOf } from "./explained-line";

type RecountProps = {
  day: DayDetail;
  place: LinePlace;
  may: boolean;
  /** The day has changed, and is to be read anew. */
  onAsked: () => void;
};

const TEXT_MAX = 2_000;

export function Recount({ day, place, may, onAsked }: RecountProps) {
  const t = useTranslations("explanation.recount");
  const instant = useInstantText();
  const [open, setOpen] = useState(false);
  const asked = day.recounts.find((one) => isAt(one, place));
  const mayAsk = may && day.state === "open" && asked?.wanted !== true;
  return (
    <div className="mt-3">
      {asked !== undefined && (
        <p className="border-b border-rule pb-2">
          <b className={asked.wanted ? "text-uncounted" : "font-normal! text-ink-2"}>
            {t(asked.wanted ? "wanted" : "done")}
          </b>
          <span className="block break-words whitespace-pre-wrap">{asked.text}</span>
          <span className="block text-xs text-ink-3">
            {[asked.by, instant(asked.at, "short")].filter(Boolean).join(" · ")}
          </span>
        </p>
      )}
      {mayAsk && !open && (
        <Button className="mt-2 max-sm:w-full" onClick={() => setOpen(true)}>
          {t("ask")}
        </Button>
      )}
      {mayAsk && open && (
        <RecountForm
          {...{ day, place }}
          onAsked={() => {
            setOpen(false);
            onAsked();
          }}
          onCancel={() => setOpen(false)}
        />
      )}
    </div>
  );
}

type RecountFormProps = Omit<RecountProps, "may"> & { onCancel: () => void };

function RecountForm({ day, place, onAsked, onCancel }: RecountFormProps) {
  const t = useTranslations("explanation.recount");
  const [text, setText] = useState("");
  const asking = useMutation({
    mutationFn: () => {
      const { centreId, businessDate } = day;
      const request = { centreId, businessDate, ...placeOf(place), text: text.trim() };
      return requestRecount(request, crypto.randomUUID());
    },
    onSuccess: onAsked,
  });
  return (
    <form
      method="post"
      className="no-print mt-2 grid justify-items-start gap-2 max-sm:justify-items-stretch"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "" && !asking.isPending) asking.mutate();
      }}
    >
      <Field label={t("text")} error={useRefusal(asking.error)} className="w-full">
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            // The form comes when the reader asks for it, and asks for this.
            autoFocus
            maxLength={TEXT_MAX}
            value={text}
            onChange={({ target }) => setText(target.value)}
            onKeyDown={(event) => event.key === "Escape" && onCancel()}
          />
        )}
      </Field>
      <p className="flex flex-wrap gap-2 max-sm:grid">
        <Button
          type="submit"
          kind="do"
          disabled={text.trim() === ""}
          working={asking.isPending && t("sending")}
        >
          {t("send")}
        </Button>
        <Button onClick={onCancel}>{t("cancel")}</Button>
      </p>
    </form>
  );
}

function useRefusal(error: Error | null): string | null {
  const t = useTranslations("explanation.recount");
  const problem = useProblemText(error);
  if (error === null) return null;
  const reason = isApiError(error) ? error.problem.reason : undefined;
  const known = COUNT_REFUSALS.find((refusal) => refusal === reason);
  return known === undefined ? `${problem.title}. ${problem.detail}` : t(`refusals.${known}`);
}
