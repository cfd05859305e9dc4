"use client";

/** Shows whether a recount of the selected line is requested, and requests one. */
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { requestRecount } from "@/lib/client/explanations";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { COUNT_REFUSALS } from "@/lib/domain/till-count/blind-count";
import { isSamePosition, type LinePosition } from "@/lib/domain/keys";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Textarea } from "../ui/input";
import { useInstantText } from "../ui/instant";
import { useRefusalSentence } from "../ui/use-refusal-sentence";
import { pickPosition } from "./explained-line";
import { newAttempt } from "@/lib/client/new-attempt";

type RecountProps = {
  day: DayDetail;
  position: LinePosition;
  may: boolean;
  /** The day has changed, and must be read again. */
  onRequested: () => void;
};

const TEXT_MAX = 2_000;

export function Recount({ day, position, may, onRequested }: RecountProps) {
  const t = useTranslations("explanation.recount");
  const instant = useInstantText();
  const [open, setOpen] = useState(false);
  const recount = day.recounts.find((one) => isSamePosition(one, position));
  const mayRequest = may && day.state === "open" && recount?.wanted !== true;
  return (
    <div className="mt-3">
      {recount !== undefined && (
        <p className="border-b border-rule pb-2">
          <b className={recount.wanted ? "text-uncounted" : "font-normal! text-ink-2"}>
            {t(recount.wanted ? "wanted" : "done")}
          </b>
          <span className="block break-words whitespace-pre-wrap">{recount.text}</span>
          <span className="block text-xs text-ink-3">
            {[recount.by, instant(recount.at, "short")].filter(Boolean).join(" · ")}
          </span>
        </p>
      )}
      {mayRequest && !open && (
        <Button className="mt-2 max-sm:w-full" onClick={() => setOpen(true)}>
          {t("ask")}
        </Button>
      )}
      {mayRequest && open && (
        <RecountForm
          {...{ day, position }}
          onRequested={() => {
            setOpen(false);
            onRequested();
          }}
          onCancel={() => setOpen(false)}
        />
      )}
    </div>
  );
}

type RecountFormProps = Omit<RecountProps, "may"> & { onCancel: () => void };

function RecountForm({ day, position, onRequested, onCancel }: RecountFormProps) {
  const t = useTranslations("explanation.recount");
  const [text, setText] = useState("");
  const requesting = useMutation({
    mutationFn: () => {
      const { centreId, businessDate } = day;
      const request = { centreId, businessDate, ...pickPosition(position), text: text.trim() };
      return requestRecount(request, newAttempt());
    },
    onSuccess: onRequested,
  });
  return (
    <form
      method="post"
      className="no-print mt-2 grid justify-items-start gap-2 max-sm:justify-items-stretch"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "" && !requesting.isPending) requesting.mutate();
      }}
    >
      <Field
        label={t("text")}
        error={useRefusalSentence(requesting.error, {
          reasons: COUNT_REFUSALS,
          text: (reason) => t(`refusals.${reason}`),
        })}
        className="w-full"
      >
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            // The form opens on request, and this is its first field.
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
          working={requesting.isPending && t("sending")}
        >
          {t("send")}
        </Button>
        <Button onClick={onCancel}>{t("cancel")}</Button>
      </p>
    </form>
  );
}
