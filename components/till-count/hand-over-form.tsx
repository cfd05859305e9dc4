"use client";

/**
 * The form of both people of a hand-over: each counts what is in the till, and may write something.
 * Neither count is stored on the device, because the next form on it belongs to somebody else.
 */
import { useMutation } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { type Draft, SPOT } from "@/lib/client/till-counts-draft";
import { readDraft, spotBodyOf } from "@/lib/client/till-counts-reading";
import type { RecordSpot } from "@/lib/contracts/hand-over";
import { Field } from "../ui/field";
import { Textarea } from "../ui/input";
import { CountFields } from "./count-fields";
import { CountHint } from "./count-hint";
import { SubmitBar } from "./submit-bar";
import type { CountItemEntry } from "./use-count-items";
import { makeSendOnce } from "@/lib/client/attempts";

export type HandOverTill = {
  centreId: string;
  businessDate: string;
  shiftId: string;
  tillId: string;
};

type Sent = RecordSpot & { text: string };
type HandOverFormProps = {
  till: HandOverTill;
  pad: Pick<CountItemEntry, "rows" | "usualValues" | "usualWay">;
  currency: string;
  initial: Draft;
  countLabel: string;
  textLabel: string;
  submitLabel: string;
  /** False while something else than the count is missing. */
  isReady: boolean;
  send: (body: Sent, attempt: string) => Promise<unknown>;
  onDone: () => Promise<unknown>;
  renderError: (error: Error | null) => ReactNode;
  /** It stands before the count. */
  before?: ReactNode;
  /** It stands between the count and the button. */
  children?: ReactNode;
};

export function HandOverForm(props: HandOverFormProps) {
  const { till, pad, currency, isReady, send, onDone } = props;
  const t = useTranslations("till-count.hand-over");
  const language = useLocale();
  const [draft, setDraft] = useState(props.initial);
  const [text, setText] = useState("");
  const [sendOnce] = useState(makeSendOnce);
  const reader = { rows: pad.rows, currency, language, floatToLeaveMinor: null };
  const reading = readDraft(draft, reader);
  const body = spotBodyOf({ ...till, tenderId: SPOT }, draft, reader);
  const sending = useMutation({
    mutationFn: (counted: RecordSpot) => sendOnce(send, { ...counted, text }),
    onSuccess: onDone,
  });
  return (
    <form
      method="post"
      aria-labelledby="count-title"
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && body !== null && !sending.isPending) sending.mutate(body);
      }}
    >
      {props.before}
      <section aria-labelledby="hand-over-count" className="border-t border-ink pt-3">
        <h2 id="hand-over-count" className="pb-3">
          {props.countLabel}
        </h2>
        <CountFields
          entry={pad}
          {...{ draft, reading, currency }}
          onChange={(change) => setDraft((typed) => ({ ...typed, ...change }))}
        />
      </section>
      <div className="grid max-w-[480px] gap-4">
        <Field label={props.textLabel}>
          {(control) => (
            <Textarea
              {...control}
              rows={3}
              maxLength={TEXT_MAX}
              value={text}
              onChange={({ target }) => setText(target.value)}
            />
          )}
        </Field>
        {props.children}
        {props.renderError(sending.error)}
      </div>
      <SubmitBar
        totalMinor={reading.total}
        currency={currency}
        hint={<CountHint {...{ draft, reading, currency }} />}
        label={props.submitLabel}
        working={sending.isPending && t("saving")}
        disabled={body === null || !isReady}
      />
    </form>
  );
}

const TEXT_MAX = 2_000;
