"use client";

/** Takes the photo of a receipt and sends it at once, while the rest is being typed. */
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useRef } from "react";
import { scalePhoto } from "@/lib/client/count-photos";
import { addReceiptPhoto, receiptPhotoAddress } from "@/lib/client/petty-cash";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { StoredImage } from "../ui/stored-image";
import { ProblemNotice } from "../ui/problem-notice";

export type TakenPhoto = { id: string };

type ReceiptPhotoProps = {
  centreId: string;
  photo: TakenPhoto | null;
  /** A receipt of this amount needs one. */
  isMissing: boolean;
  onChange: (photo: TakenPhoto) => void;
};

export function ReceiptPhoto({ centreId, photo, isMissing, onChange }: ReceiptPhotoProps) {
  const t = useTranslations("petty-cash");
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const upload = useMutation({
    mutationFn: async (file: File) => {
      // What this browser can't read as a picture is sent as it is, and judged by the server.
      const scaled = (await scalePhoto(file)) ?? file;
      return addReceiptPhoto(centreId, scaled, file.name);
    },
    onSuccess: onChange,
  });
  return (
    <div className="grid gap-2">
      <input
        ref={input}
        id={id}
        type="file"
        accept="image/*"
        capture="environment"
        aria-label={t("photo")}
        tabIndex={-1}
        className="sr-only"
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file !== undefined) upload.mutate(file);
          currentTarget.value = "";
        }}
      />
      <div className="flex flex-wrap items-center gap-3">
        {photo !== null && (
          <StoredImage
            src={receiptPhotoAddress(centreId, photo.id)}
            alt={t("photo-of-receipt")}
            className="h-24 w-24 border border-rule-strong object-contain"
          />
        )}
        <Button working={upload.isPending && t("sending")} onClick={() => input.current?.click()}>
          <Icon name="camera" className="size-5" />
          {t(photo === null ? "take-photo" : "take-again")}
        </Button>
      </div>
      {isMissing && (
        <p role="status" className="text-xs">
          {t("refusals.photo-missing")}
        </p>
      )}
      <ProblemNotice error={upload.error} />
    </div>
  );
}
