"use client";

/** Accepts a dropped file, and has a button for choosing one. */
import { useTranslations } from "next-intl";
import { type DragEvent, useRef, useState } from "react";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { Icon } from "../ui/icon";

type FileDropProps = {
  onChoose: (file: File) => void;
  /** It is shown after a file was refused. */
  again: boolean;
  bytesMax: number;
  columns: readonly string[];
};

export function FileDrop({ onChoose, again, bytesMax, columns }: FileDropProps) {
  const t = useTranslations("till-count.import");
  const [over, setOver] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file === undefined) return;
    const megabytes = bytesMax / 1024 / 1024;
    const problem =
      files !== null && files.length > 1
        ? t("one-file")
        : file.size > bytesMax
          ? t("too-large", { megabytes })
          : null;
    setRefused(problem);
    if (problem === null) onChoose(file);
  };
  const hover = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <div className="px-edge">
      <div
        onDragEnter={hover}
        onDragOver={hover}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files);
        }}
        className={classNames(
          "grid justify-items-center gap-3 rounded-md border border-dashed border-rule-strong px-4 text-center",
          again ? "py-6" : "py-12",
          over ? "bg-selected" : "bg-band",
        )}
      >
        <Icon name="upload" className="size-6 text-accent" />
        <p className="text-md font-semibold max-sm:hidden">{t(again ? "drop-again" : "drop")}</p>
        <Button kind="do" onClick={() => input.current?.click()}>
          {t("choose")}
        </Button>
        <input
          ref={input}
          type="file"
          accept=".csv,text/csv"
          aria-label={t("choose")}
          tabIndex={-1}
          className="sr-only"
          onChange={({ target }) => {
            take(target.files);
            target.value = ""; // The same file can be chosen again after it was corrected.
          }}
        />
        {refused !== null && (
          <p role="alert" className="flex items-center gap-2">
            <Icon name="warn" className="size-4 text-uncounted" />
            {refused}
          </p>
        )}
      </div>
      <div className="max-w-[72ch] py-4 text-ink-2">
        <p>{t("columns")}</p>
        <p className="my-1 font-mono text-xs wrap-anywhere text-ink">{columns.join(",")}</p>
        <p>{t("format")}</p>
      </div>
    </div>
  );
}
