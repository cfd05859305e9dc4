"use client";

/** Asks for a note before selected roles are kept or revoked. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { reviewAccess } from "@/lib/client/access-review";
import type { ReviewDecision } from "@/lib/domain/access-review";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Textarea } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import { readField } from "../ui/text-of";
import { useToast } from "../ui/toast";
import type { SelectedLine } from "./line-key";

type ReviewDialogProps = {
  decision: ReviewDecision;
  lines: SelectedLine[];
  onDone: () => void;
  onClose: () => void;
};

export function ReviewDialog({ decision, lines, onDone, onClose }: ReviewDialogProps) {
  const t = useTranslations("access");
  const toast = useToast();
  const queryClient = useQueryClient();
  const count = lines.length;
  const review = useMutation({
    mutationFn: reviewAccess,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["access-review"] });
      toast(t(`${decision}-done`, { count }));
      onDone();
      onClose();
    },
  });
  return (
    <FormDialog
      title={t(`${decision}-title`, { count })}
      description={t(`${decision}-hint`)}
      cancelLabel={t("cancel")}
      submitLabel={t(decision)}
      working={review.isPending && t("saving")}
      onClose={onClose}
      onSubmit={(fields) =>
        review.mutate({
          decision,
          note: readField(fields, "note"),
          lines: lines.map(({ userId, scopeId, role }) => ({ userId, scopeId, role })),
        })
      }
    >
      <Field label={t("note")} hint={t("note-hint")}>
        {(control) => <Textarea {...control} name="note" maxLength={500} />}
      </Field>
      <ProblemNotice error={review.error} />
    </FormDialog>
  );
}
