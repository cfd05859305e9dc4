"use client";

/** Lists the attached slips, which are photos or PDFs, and attaches more. */
import { useMutation } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { attachFile, attachmentAddress } from "@/lib/client/attachments";
import type { DayKey } from "@/lib/client/reconciliations";
import type { AttachmentView } from "@/lib/contracts/attachment";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import {
  ATTACHMENT_BYTES_MAX,
  ATTACHMENT_REFUSALS,
  ATTACHMENT_TYPES,
} from "@/lib/domain/attachment/attachment";
import { formatCount } from "@/lib/domain/format";
import { isSamePosition, type LinePosition } from "@/lib/domain/keys";
import { buttonClass } from "../ui/button-class";
import { Icon } from "../ui/icon";
import { useInstantText } from "../ui/instant";
import { useRefusalSentence } from "../ui/use-refusal-sentence";
import { pickPosition } from "./explained-line";

type AttachmentsProps = {
  day: DayDetail;
  dayKey: DayKey;
  /** Null means those of the whole day. */
  position: LinePosition | null;
  may: boolean;
  onSaved: (day: DayDetail) => void;
};

const TYPES = ATTACHMENT_TYPES.join(",");

export function Attachments({ day, dayKey, position, may, onSaved }: AttachmentsProps) {
  const id = useId();
  const t = useTranslations("explanation.attachments");
  const [chosen, setChosen] = useState<{ name: string; tooLarge: boolean } | null>(null);
  const sending = useMutation({
    mutationFn: (file: File) =>
      attachFile(dayKey, position === null ? null : pickPosition(position), file),
    onSuccess: onSaved,
  });
  const why = useRefusalSentence(sending.error, {
    reasons: ATTACHMENT_REFUSALS,
    text: (reason) => t(`refusals.${reason}`),
  });
  const send = (file: File | undefined) => {
    if (file === undefined) return;
    const tooLarge = file.size > ATTACHMENT_BYTES_MAX;
    setChosen({ name: file.name, tooLarge });
    if (!tooLarge) sending.mutate(file);
  };
  const name = chosen?.name ?? "";
  const wrong =
    chosen === null
      ? null
      : chosen.tooLarge
        ? t("too-large", { name })
        : why === null
          ? null
          : t("failed", { name, why });
  const attached = day.attachments.filter((one) => isAttachedTo(one, position));
  if (attached.length === 0 && !may) return null;
  return (
    <div className="mt-3">
      <ul>
        {attached.map((attachment) => (
          <AttachmentItem key={attachment.id} {...{ attachment, dayKey }} />
        ))}
      </ul>
      {may && (
        <p className="no-print mt-2">
          <input
            id={id}
            type="file"
            accept={TYPES}
            disabled={sending.isPending}
            aria-describedby={`${id}-hint`}
            className="peer sr-only"
            onChange={({ currentTarget }) => {
              send(currentTarget.files?.[0]);
              currentTarget.value = "";
            }}
          />
          <label
            htmlFor={id}
            className={`${buttonClass({})} peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-focus hover:bg-hover max-sm:w-full`}
          >
            <Icon name="clip" />
            {t("attach")}
          </label>
          <span id={`${id}-hint`} className="mt-1 block text-xs text-ink-3">
            {t("hint")}
          </span>
        </p>
      )}
      <p role="status" className="text-xs text-ink-2">
        {sending.isPending && t("attaching", { name })}
        {sending.isSuccess && wrong === null && t("attached", { name })}
      </p>
      {wrong !== null && (
        <p role="alert" className="flex gap-1 text-xs">
          <Icon name="warn" className="size-4 text-uncounted" />
          {wrong}
        </p>
      )}
    </div>
  );
}

function AttachmentItem({ attachment, dayKey }: { attachment: AttachmentView; dayKey: DayKey }) {
  const t = useTranslations("explanation.attachments");
  const language = useLocale();
  const instant = useInstantText();
  const { id, fileName, bytes, by, at } = attachment;
  const kilobytes = formatCount(Math.max(1, Math.round(bytes / 1024)), language);
  return (
    <li className="flex items-start gap-1.5 py-1">
      <Icon name="clip" className="mt-[3px] size-3.5 text-ink-3" />
      <span className="min-w-0">
        <a
          href={attachmentAddress(dayKey, id)}
          target="_blank"
          rel="noopener"
          className="wrap-anywhere"
        >
          {fileName}
        </a>{" "}
        <span className="text-xs text-ink-3">
          {[t("size", { kilobytes }), by, instant(at, "short")].filter(Boolean).join(" · ")}
        </span>
      </span>
    </li>
  );
}

function isAttachedTo(attachment: AttachmentView, position: LinePosition | null): boolean {
  const { shiftId, tillId, tenderId } = attachment;
  if (shiftId === null || tillId === null || tenderId === null) return position === null;
  return position !== null && isSamePosition({ shiftId, tillId, tenderId }, position);
}
