"use client";

/** Saves the filters of the page under a name, for the user alone or for everyone. */
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { saveView } from "@/lib/client/saved-views";
import type { ViewPage } from "@/lib/domain/screen/saved-view";
import { Checkbox } from "../ui/checkbox";
import { useProblemText } from "../ui/error-state";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Input } from "../ui/input";

type SaveViewDialogProps = {
  page: ViewPage;
  query: string;
  /** This is the name of the open view, which saving under the same name replaces. */
  name: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onSaved: () => void;
};

export function SaveViewDialog(props: SaveViewDialogProps) {
  const { page, query, name, onOpenChange, onSaved } = props;
  const onClose = () => onOpenChange(false);
  const t = useTranslations("saved-view");
  const [draft, setDraft] = useState({ name, shared: false });
  const saving = useMutation({
    mutationFn: () => saveView({ page, query, name: draft.name.trim(), shared: draft.shared }),
    onSuccess: () => {
      onSaved();
      onClose();
    },
  });
  const problem = useProblemText(saving.error);
  const isReady = draft.name.trim() !== "";
  return (
    <FormDialog
      title={t("save-title")}
      description={t("save-hint")}
      cancelLabel={t("cancel")}
      submitLabel={t("save-do")}
      disabled={!isReady}
      working={saving.isPending && t("saving")}
      onClose={onClose}
      onSubmit={() => isReady && !saving.isPending && saving.mutate()}
    >
      <Field label={t("name")} error={saving.isError ? problem.sentence : null}>
        {(control) => (
          <Input
            {...control}
            maxLength={80}
            required
            value={draft.name}
            onChange={({ target }) => setDraft({ ...draft, name: target.value })}
          />
        )}
      </Field>
      <Checkbox
        label={t("share")}
        checked={draft.shared}
        onCheckedChange={(shared) => setDraft({ ...draft, shared })}
      />
      <p className="text-xs text-ink-3">{t("share-hint")}</p>
    </FormDialog>
  );
}
