"use client";

/**
 * The dialog that imports a file: it is chosen, looked at in a dry run, and stored whole or not at
 * all.
 */
import type { ReactNode } from "react";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import type { useFileImport } from "./use-file-import";

type FileImportDialogProps = {
  importing: Pick<
    ReturnType<typeof useFileImport>,
    "choose" | "send" | "isLooking" | "isStoring" | "error" | "rejected"
  >;
  texts: Record<"title" | "hint" | "file" | "looking" | "cancel" | "store" | "storing", string>;
  /** The chosen file may be stored. */
  isReady: boolean;
  /** What the chosen file would do, in one sentence. */
  summary: string | null;
  /** It stands beside the choice of the file, such as a button for an example. */
  beside?: ReactNode;
  /** More about what the file would do, and what is wrong in it. */
  children: ReactNode;
  onClose: () => void;
};

export function FileImportDialog(props: FileImportDialogProps) {
  const { importing, texts, isReady, summary, beside, children, onClose } = props;
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={texts.title}
      description={texts.hint}
      footer={
        <>
          <Button onClick={onClose}>{texts.cancel}</Button>
          <Button
            kind="do"
            disabled={!isReady}
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
          <Field label={texts.file}>
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
      </div>
    </Dialog>
  );
}
