"use client";

/** Chooses or takes photos, uploads each at once, and lists those that the message will carry. */
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { addPhoto } from "@/lib/client/threads";
import type { LineAddress } from "@/lib/contracts/thread";
import {
  ATTACHMENT_BYTES_MAX,
  ATTACHMENT_REFUSALS,
  ATTACHMENT_TYPES,
} from "@/lib/domain/attachment/attachment";
import { Button } from "../ui/button";
import { buttonClass } from "../ui/button-class";
import { Icon } from "../ui/icon";
import { useRefusalSentence } from "../ui/use-refusal-sentence";

export type Photo = { id: string; fileName: string };

const PHOTOS_MAX = 6;

type PhotoPickerProps = {
  line: LineAddress;
  photos: readonly Photo[];
  onPhotos: (photos: readonly Photo[]) => void;
};

export function PhotoPicker({ line, photos, onPhotos }: PhotoPickerProps) {
  const t = useTranslations("thread.photo");
  const id = useId();
  const adding = useMutation({
    mutationFn: async (file: File) => {
      if (file.size > ATTACHMENT_BYTES_MAX) throw new Error("too large");
      return { ...(await addPhoto(line, file)), fileName: file.name };
    },
    onSuccess: (photo) => onPhotos([...photos, photo]),
  });
  const refusal = useRefusalSentence(adding.error, {
    reasons: ATTACHMENT_REFUSALS,
    text: (reason) => t(`refusals.${reason}`),
  });
  const isTooLarge = adding.isError && adding.variables.size > ATTACHMENT_BYTES_MAX;
  const why = isTooLarge ? t("too-large") : refusal;
  return (
    <div className="min-w-0">
      <input
        id={id}
        type="file"
        accept={ATTACHMENT_TYPES.join(",")}
        disabled={adding.isPending || photos.length >= PHOTOS_MAX}
        className="peer sr-only"
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file !== undefined) adding.mutate(file);
          currentTarget.value = "";
        }}
      />
      <label
        htmlFor={id}
        className={`${buttonClass({})} peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-focus hover:bg-hover max-sm:h-11`}
      >
        <Icon name="clip" />
        {t("add")}
      </label>
      <p role="status" className="text-xs text-ink-2">
        {adding.isPending && t("adding", { name: adding.variables.name })}
      </p>
      {photos.length > 0 && (
        <ul className="mt-1">
          {photos.map((photo) => (
            <li key={photo.id} className="flex items-center gap-1 text-xs wrap-anywhere">
              {photo.fileName}
              <Button
                kind="bare"
                aria-label={t("remove", { name: photo.fileName })}
                onClick={() => onPhotos(photos.filter(({ id: other }) => other !== photo.id))}
              >
                <Icon name="close" className="size-3.5" />
              </Button>
            </li>
          ))}
        </ul>
      )}
      {why !== null && (
        <p role="alert" className="mt-1 flex gap-1 text-xs">
          <Icon name="warn" className="size-4 text-uncounted" />
          {why}
        </p>
      )}
    </div>
  );
}
