"use client";

/**
 * The dialog that imports a file: it is chosen, looked at in a dry run, and stored whole or not at
 * all.
 */
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import { type RejectedRow, RejectedRows } from "./rejected-rows";
import type { useFileImport } from "./use-file-import";

type FileImportDialogProps = {
  importing: Pick<
    ReturnType<typeof useFileImport>,
    "choose" | "send" | "isLooking" | "isStoring" | "error" | "rejected"
  >;
  title: string;
  hint: string;
  /** Words of its own, for a file whose texts name what its rows are. */
  texts?: Record<"looking" | "store" | "storing" | "rejected", string>;
  /** What the chosen file would do, in one sentence; null where it may not be stored. */
  summary: string | null;
  /** What is wrong in the file, in the language of the page. */
  rejected: RejectedRow[] | null;
  /** It stands beside the choice of the file, such as a button for an example. */
  beside?: ReactNode;
  /** More about what the file would do. */
  children?: ReactNode;
  onClose: () => void;
};

export function FileImportDialog(props: FileImportDialogProps) {
  const { importing, title, hint, summary, rejected, beside, children, onClose } = props;
  const t = useTranslations("file-import.dialog");
  const texts = props.texts ?? {
    looking: t("looking"),
    store: t("do"),
    storing: t("saving"),
    rejected: t("rejected", { count: rejected?.length ?? 0 }),
  };
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={hint}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            kind="do"
            disabled={summary === null}
            working={importing.isStoring && texts.storing}
            onClick={importing.send}
          >
            {texts.store}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <div className="grid items-end gap-3 sm:grid-cols-[1fr_auto]">
          <Field label={t("file")}>
            {(control) => (
              <Input
                {...control}
                type="file"
                accept=".csv,text/csv"
                className="py-1"
                onChange={({ target }) => importing.choose(target.files?.[0] ?? null)}
              />
            )}
          </Field>
          {beside}
        </div>
        <div role="status">
          {importing.isLooking && texts.looking}
          {summary}
        </div>
        <ProblemNotice error={importing.rejected === null ? importing.error : null} />
        {children}
        {rejected !== null && <RejectedRows heading={texts.rejected} rows={rejected} />}
      </div>
    </Dialog>
  );
}
