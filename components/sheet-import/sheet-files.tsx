"use client";

/** Chooses one or several files of cash sheets. */
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "../ui/field";
import { Input } from "../ui/input";

type SheetFilesProps = {
  bytesMax: number;
  working: boolean;
  onChoose: (files: readonly File[]) => void;
};

export function SheetFiles({ bytesMax, working, onChoose }: SheetFilesProps) {
  const t = useTranslations("sheet-import");
  const [tooLarge, setTooLarge] = useState(false);
  const choose = (files: readonly File[]) => {
    const isTooLarge = files.reduce((sum, { size }) => sum + size, 0) > bytesMax;
    setTooLarge(isTooLarge);
    onChoose(isTooLarge ? [] : files);
  };
  return (
    <div className="px-edge py-4">
      <Field
        label={t("files")}
        hint={working ? t("reading") : t("format")}
        error={tooLarge ? t("too-large", { megabytes: bytesMax / 1024 / 1024 }) : null}
        className="max-w-[70ch]"
      >
        {(props) => (
          <Input
            {...props}
            type="file"
            multiple
            accept=".json,.csv,.tsv,.txt,application/json,text/csv"
            className="py-1"
            onChange={({ target }) => choose([...(target.files ?? [])])}
            // The same file can be chosen again after it was corrected.
            onClick={({ currentTarget }) => (currentTarget.value = "")}
          />
        )}
      </Field>
    </div>
  );
}
