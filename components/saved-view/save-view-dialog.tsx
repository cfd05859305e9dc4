"use client";

/** Gives the filters of the page a name, and says who may open them. */
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { saveView } from "@/lib/client/saved-views";
import type { ViewPage } from "@/lib/domain/screen/saved-view";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Dialog } from "../ui/dialog";
import { useProblemText } from "../ui/error-state";
import { Field } from "../ui/field";
import { Input } from "../ui/input";

type SaveViewDialogProps = {
  page: ViewPage;
  query: string;
  /** Of the view that is open, which is then replaced. */
  name: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onSaved: () => void;
};

export function SaveViewDialog(props: SaveViewDialogProps) {
  const { page, query, name, open, onOpenChange, onSaved } = props;
  const t = useTranslations("saved-view");
  const [draft, setDraft] = useState({ name, shared: false });
  const saving = useMutation({
    mutationFn: () => saveView({ page, query, name: draft.name.trim(), shared: draft.shared }),
    onSuccess: () => {
      onSaved();
      onOpenChange(false);
    },
  });
  const problem = useProblemText(saving.error);
  const isReady = draft.name.trim() !== "";
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("save-title")}
      description={t("save-hint")}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{t("cancel")}</Button>
          <Button
            type="submit"
            form="save-view"
            kind="do"
            disabled={!isReady}
            working={saving.isPending && t("saving")}
          >
            {t("save-do")}
          </Button>
        </>
      }
    >
      <form
        id="save-view"
        method="post"
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady && !saving.isPending) saving.mutate();
        }}
      >
        <Field
          label={t("name")}
          error={saving.isError ? `${problem.title}. ${problem.detail}` : null}
        >
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
      </form>
    </Dialog>
  );
}
