"use client";

/**
 * Asks before days are signed: which days, how much per currency, the largest difference, what is
 * open, and which days stay and why. What is confirmed is what is shown: the move names the
 * versions of the preview, and a day that has changed since stays.
 */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useId, useRef, useState } from "react";
import { movePreviewQuery, moveDays } from "@/lib/client/workflow";
import type { MovePreview } from "@/lib/contracts/sign-off";
import type { MoveResults } from "@/lib/contracts/workflow";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ErrorState } from "../ui/error-state";
import { Field } from "../ui/field";
import { Textarea } from "../ui/input";
import type { SignOffRequest } from "./sign-off-request";
import { SignOffFindings } from "./sign-off-findings";
import { SignOffSums } from "./sign-off-sums";
import { useSignOffText } from "./sign-off-text";
import { useMoveProblem } from "./move-problem";
import { newAttempt } from "@/lib/client/new-attempt";

type SignOffDialogProps = {
  request: SignOffRequest;
  onClose: () => void;
  onSigned: (preview: MovePreview, results: MoveResults["results"]) => void;
};

export function SignOffDialog({ request, onClose, onSigned }: SignOffDialogProps) {
  const t = useTranslations("sign-off");
  const moves = useTranslations("workflow");
  const { move } = request;
  const texts = useSignOffText(move);
  const formId = useId();
  const client = useQueryClient();
  const [text, setText] = useState("");
  const { data: preview, error, refetch } = useQuery(movePreviewQuery(request));
  const moving = useMutation({
    mutationFn: ({ days }: MovePreview) => {
      const versions = days.map(({ centreId, date, version }) => ({ centreId, date, version }));
      const comment = text.trim() === "" ? {} : { text: text.trim() };
      return moveDays({ move, days: versions, ...comment }, newAttempt());
    },
    onSuccess: async ({ results }, shown) => {
      if (results.some((result) => !("code" in result))) return onSigned(shown, results);
      // Nothing moved: the dialog stays, with the figures of now, and so does the page behind it.
      void client.invalidateQueries({ queryKey: ["reconciliations"] });
      await refetch();
    },
  });
  const problem = useMoveProblem(moving.error);
  const nothingMoved = moving.data?.results.find((result) => "code" in result);
  const count = preview?.days.length ?? request.days.length;
  const confirm = useFocusWhenReady(preview !== undefined && count > 0);
  return (
    <Dialog
      open
      wide
      ignoresOutside
      initialFocus={confirm}
      onOpenChange={(open) => !open && onClose()}
      title={count === 0 ? t(`none.${move}`) : texts.title(count, preview)}
      description={texts.describe(preview)}
      footer={
        <>
          <Button onClick={onClose}>{count === 0 ? t("back") : moves("cancel")}</Button>
          {count > 0 && (
            <Button
              ref={confirm}
              form={formId}
              type="submit"
              kind="do"
              disabled={preview === undefined}
              working={moving.isPending && texts.working(count)}
            >
              {texts.verb(count)}
            </Button>
          )}
        </>
      }
    >
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {preview === undefined && error === null && <p role="status">{t("reading")}</p>}
      {preview !== undefined && (
        <form
          id={formId}
          method="post"
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (!moving.isPending && count > 0) moving.mutate(preview);
          }}
        >
          <SignOffSums preview={preview} />
          <SignOffFindings preview={preview} />
          {count > 0 && <Comment value={text} onChange={setText} />}
          <p role="alert" className="text-sm text-short empty:hidden">
            {problem}
            {problem === null && nothingMoved !== undefined && texts.left(nothingMoved)}
          </p>
        </form>
      )}
    </Dialog>
  );
}

/** The key that asked is followed by Enter, once there is something to confirm. */
function useFocusWhenReady(isReady: boolean): RefObject<HTMLButtonElement | null> {
  const confirm = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isReady) confirm.current?.focus();
  }, [isReady]);
  return confirm;
}

function Comment({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const t = useTranslations("sign-off");
  const moves = useTranslations("workflow");
  return (
    <>
      <Field label={moves("reason-optional")}>
        {(control) => (
          <Textarea
            {...control}
            rows={1}
            maxLength={20_000}
            value={value}
            onChange={({ target }) => onChange(target.value)}
          />
        )}
      </Field>
      <p className="text-xs text-ink-3">{t("undo-hint")}</p>
    </>
  );
}
