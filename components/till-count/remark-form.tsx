"use client";

/**
 * Lets the person who counted add a note and photos to the count. Both are stored on the device
 * until they are sent, so that they survive a lost network and a closed page.
 */
import { useTranslations } from "next-intl";
import { type RefObject, useId, useRef } from "react";
import { isEmptyRemark, lacksPhotos, type RemarkPhoto } from "@/lib/client/count-remark";
import type { DraftPosition } from "@/lib/client/till-counts-draft";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Textarea } from "../ui/input";
import { Icon } from "../ui/icon";
import { RemarkStatus } from "./remark-status";
import type { CountScreenState } from "./use-count-screen";
import { usePhoto, useRemark } from "./use-remark";

type RemarkFormProps = {
  position: DraftPosition;
  screen: CountScreenState;
  /** The count itself waits on this device. */
  isCountWaiting: boolean;
};

const NOTE_MAX = 2_000;

export function RemarkForm({ position, screen, isCountWaiting }: RemarkFormProps) {
  const t = useTranslations("till-count.remark");
  const { remark, fault, ...actions } = useRemark(screen.userId, position, screen.sendNow);
  const isQueued = remark.state === "queued";
  const text = useRef<HTMLTextAreaElement>(null);
  return (
    <form
      method="post"
      className="no-print grid max-w-[480px] gap-3 border-t border-rule py-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isEmptyRemark(remark)) void actions.submit();
      }}
    >
      <Field label={t("label")} hint={t("hint")}>
        {(control) => (
          <Textarea
            {...control}
            ref={text}
            rows={3}
            maxLength={NOTE_MAX}
            value={remark.text}
            readOnly={isQueued}
            onChange={({ target }) => actions.change({ text: target.value, state: "draft" })}
          />
        )}
      </Field>
      <div className="flex flex-wrap items-center justify-end gap-3">
        {remark.photos.length > 0 && (
          <ul className="grid w-full min-w-0 gap-2 sm:w-auto sm:flex-1">
            {remark.photos.map((photo, at) => (
              <Photo
                key={photo.id}
                {...{ photo, at, isQueued }}
                onRemove={() => void actions.removePhoto(photo.id)}
              />
            ))}
          </ul>
        )}
        {!isQueued && <PhotoButton onChoose={(file) => void actions.addPhoto(file)} />}
      </div>
      {fault !== null && (
        <p role="alert" className="flex gap-1 text-xs">
          <Icon name="warn" className="size-4 text-uncounted" />
          {t(`fault.${fault}`)}
        </p>
      )}
      <RemarkStatus
        {...{ remark, isCountWaiting }}
        onChange={() => changeAgain(actions, text)}
        onDiscard={() => void actions.discard()}
      />
      {!isQueued && !isEmptyRemark(remark) && !lacksPhotos(remark) && (
        <Button kind="do" type="submit" className="justify-self-stretch sm:justify-self-start">
          {t("send", { what: describeContent(remark) })}
        </Button>
      )}
    </form>
  );
}

function describeContent({ text, photos }: { text: string; photos: RemarkPhoto[] }) {
  if (photos.length === 0) return "note";
  return text.trim() === "" ? "photo" : "both";
}

type Actions = Pick<ReturnType<typeof useRemark>, "change">;

function changeAgain({ change }: Actions, text: RefObject<HTMLTextAreaElement | null>) {
  change({ state: "draft" });
  text.current?.focus();
}

type PhotoProps = { photo: RemarkPhoto; at: number; isQueued: boolean; onRemove: () => void };

function Photo({ photo, at, isQueued, onRemove }: PhotoProps) {
  const t = useTranslations("till-count.remark");
  const { address, isGone } = usePhoto(photo.id);
  const name = photo.fileName === "" ? t("photo", { number: at + 1 }) : photo.fileName;
  return (
    <li className="flex min-w-0 items-center gap-3">
      <span className="grid h-[62px] w-[88px] shrink-0 place-items-center border border-rule-strong bg-accent-wash">
        {address !== null && (
          // A picture from this device has no address that an image service could optimise.
          // oxlint-disable-next-line nextjs/no-img-element
          <img
            src={address}
            alt={t("photo-of", { name })}
            className="max-h-[60px] max-w-[86px] object-contain"
          />
        )}
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate">{name}</span>
        <span className="block text-xs text-ink-2">
          {t(isGone ? "gone" : isQueued ? "waits" : "not-sent-yet")}
        </span>
      </span>
      {!isQueued && (
        <Button kind="bare" aria-label={t("remove", { name })} onClick={onRemove}>
          <Icon name="close" />
        </Button>
      )}
    </li>
  );
}

function PhotoButton({ onChoose }: { onChoose: (file: File) => void }) {
  const t = useTranslations("till-count.remark");
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  return (
    <>
      <input
        ref={input}
        id={id}
        type="file"
        accept="image/*"
        aria-label={t("add-photo")}
        tabIndex={-1}
        className="sr-only"
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file !== undefined) onChoose(file);
          currentTarget.value = "";
        }}
      />
      <Button onClick={() => input.current?.click()}>
        <Icon name="camera" className="size-5" />
        {t("add-photo")}
      </Button>
    </>
  );
}
