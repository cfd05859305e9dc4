"use client";

/** Provides the note and the photos that a person adds to one count, as this device stores them. */
import { useEffect, useState, useSyncExternalStore } from "react";
import { photosHere, scalePhoto } from "@/lib/client/count-photos";
import {
  lacksPhotos,
  newRemark,
  parseRemark,
  type Remark,
  REMARK_PHOTOS_MAX,
  remarkKey,
  writeRemark,
} from "@/lib/client/count-remark";
import { type DraftPosition } from "@/lib/client/till-counts-draft";
import { thisDevice } from "@/lib/client/till-counts-storage";
import { newAttempt } from "@/lib/client/new-attempt";

type PhotoFault = "not-a-photo" | "too-many";

export function useRemark(
  userId: string,
  position: DraftPosition,
  sendNow: () => Promise<unknown>,
) {
  const device = thisDevice();
  const key = remarkKey(userId, position);
  const text = useSyncExternalStore(
    (listener) => device.subscribe(listener),
    () => device.read(key),
    () => null,
  );
  const remark = parseRemark(text) ?? newRemark();
  const [fault, setFault] = useState<PhotoFault | null>(null);
  const change = (part: Partial<Remark>) => {
    const current = parseRemark(device.read(key)) ?? newRemark();
    writeRemark(device, key, { ...current, ...part, attempt: newAttempt(), problem: null });
  };
  return {
    remark,
    fault,
    change,
    async addPhoto(file: File) {
      setFault(null);
      const current = parseRemark(device.read(key))?.photos ?? [];
      if (current.length >= REMARK_PHOTOS_MAX) return setFault("too-many");
      const photo = await scalePhoto(file);
      if (photo === null) return setFault("not-a-photo");
      const id = newAttempt();
      await photosHere.write(id, photo);
      const latest = parseRemark(device.read(key));
      const before = latest === null || lacksPhotos(latest) ? [] : latest.photos;
      change({ photos: [...before, { id, fileName: file.name }], state: "draft" });
    },
    async removePhoto(id: string) {
      change({ photos: remark.photos.filter((photo) => photo.id !== id), state: "draft" });
      await photosHere.write(id, null);
    },
    async submit() {
      change({ state: "queued" });
      await sendNow();
    },
    async discard() {
      for (const { id } of remark.photos) await photosHere.write(id, null);
      writeRemark(device, key, null);
    },
  };
}

type PhotoHere = { address: string | null; isGone: boolean };

/** The address is null until the photo was read, and when it is gone from the device. */
export function usePhoto(id: string): PhotoHere {
  const [photoHere, setPhotoHere] = useState<PhotoHere>({ address: null, isGone: false });
  useEffect(() => {
    let isOver = false;
    let made: string | null = null;
    void photosHere.read(id).then((photo) => {
      if (isOver) return;
      made = photo instanceof Blob ? URL.createObjectURL(photo) : null;
      setPhotoHere({ address: made, isGone: photo === "gone" });
    });
    return () => {
      isOver = true;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [id]);
  return photoHere;
}
